import { createHash } from 'node:crypto';

export interface PublicKey {
  /** `type base64`, without the comment. */
  text: string;
  comment: string;
  /** As `ssh-keygen -l` prints it: `SHA256:` and unpadded base64. */
  fingerprint: string;
}

/** Types that OpenSSH accepts by default, with the number of length-prefixed fields in their blob (RFC 4253, 5656, 8709). */
const fieldsByType: Record<string, number> = {
  'ssh-ed25519': 2,
  'ssh-rsa': 3,
  'ecdsa-sha2-nistp256': 3,
  'ecdsa-sha2-nistp384': 3,
  'ecdsa-sha2-nistp521': 3,
  'sk-ssh-ed25519@openssh.com': 3,
  'sk-ecdsa-sha2-nistp256@openssh.com': 4,
};

/** Parses one line of an `authorized_keys` file without options; undefined when it is no public key. */
export function parsePublicKey(line: string): PublicKey | undefined {
  const match = /^(\S+) ([A-Za-z0-9+/]+={0,2})(?: ([^\r\n]*))?$/.exec(line.trim());
  const [, type = '', base64 = '', comment = ''] = match ?? [];
  const expected = fieldsByType[type];
  if (expected === undefined) return undefined;
  const blob = Buffer.from(base64, 'base64');
  const fields = readFields(blob);
  if (!fields || fields.length !== expected || fields[0]?.toString() !== type) return undefined;
  if (type === 'ssh-ed25519' && fields[1]?.length !== 32) return undefined;
  if (type === 'ssh-rsa' && (fields[2]?.length ?? 0) < 128) return undefined;
  const digest = createHash('sha256').update(blob).digest('base64').replace(/=+$/, '');
  return { text: `${type} ${base64}`, comment: comment.trim(), fingerprint: `SHA256:${digest}` };
}

/** What would be right, for a field that holds something else. */
export const publicKeyHint =
  'must be one OpenSSH public key, such as "ssh-ed25519 AAAA… name" (the content of a .pub file, never the private key)';

function readFields(blob: Buffer): Buffer[] | undefined {
  const fields: Buffer[] = [];
  let offset = 0;
  while (offset < blob.length) {
    if (offset + 4 > blob.length) return undefined;
    const length = blob.readUInt32BE(offset);
    offset += 4;
    if (offset + length > blob.length) return undefined;
    fields.push(blob.subarray(offset, offset + length));
    offset += length;
  }
  return fields;
}
