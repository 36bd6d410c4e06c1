export type PublicKeyText = { ok: true; key: string; type: string; comment: string } | { ok: false; message: string };

const types = [
  'ssh-ed25519',
  'ssh-rsa',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'sk-ssh-ed25519@openssh.com',
  'sk-ecdsa-sha2-nistp256@openssh.com',
];

/** Reads one line of an OpenSSH public key file and says what is wrong with it. */
export function readPublicKey(typed: string): PublicKeyText {
  const line = typed.trim();
  if (line === '') return refuse('Paste your public key: the line in a file such as ~/.ssh/id_ed25519.pub.');
  if (line.includes('PRIVATE KEY')) {
    return refuse('This is the private key: keep it to yourself. Paste the file that ends in .pub.');
  }
  if (/[\r\n]/.test(line)) return refuse('Paste one key: a single line.');
  const [type = '', body = '', ...comment] = line.split(/\s+/);
  if (!types.includes(type)) return refuse('A public key begins with ssh-ed25519, ssh-rsa or ecdsa-sha2-nistp256.');
  if (embeddedType(body) !== type) return refuse('The key is cut off or damaged: copy the whole line again.');
  return { ok: true, key: line, type, comment: comment.join(' ') };
}

/** Fingerprint as `ssh-keygen -l` writes it. */
export async function fingerprint(publicKey: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytesOf(publicKey.split(/\s+/)[1] ?? ''));
  return `SHA256:${btoa(String.fromCharCode(...new Uint8Array(digest))).replace(/=+$/, '')}`;
}

/** The type that the key's own bytes name; empty when they are no key. */
function embeddedType(body: string): string {
  if (!/^[A-Za-z0-9+/]{40,}={0,2}$/.test(body)) return '';
  try {
    const bytes = bytesOf(body);
    const length = new DataView(bytes.buffer).getUint32(0);
    const name = new TextDecoder().decode(bytes.slice(4, 4 + length));
    return bytes.length > 4 + length + 32 ? name : '';
  } catch {
    return '';
  }
}

const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
const refuse = (message: string): PublicKeyText => ({ ok: false, message });
