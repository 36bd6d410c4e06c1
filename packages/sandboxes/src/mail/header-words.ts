// Encoded words of RFC 2047 and parameters of RFC 2231, as mail programs write them in headers.

const encodedWord = /=\?([^?]+)\?([bq])\?([^?]*)\?=/gi;

/** Decodes `=?utf-8?Q?…?=` words; white space between two neighbouring words is no part of the text. */
export function decodeHeaderText(value: string): string {
  const joined = value.replace(/\?=\s+=\?/g, '?==?');
  const words: { charset: string; bytes: Buffer }[] = [];
  // Characters may be cut between words of one charset: bytes are joined before they are decoded.
  return joined.replace(/(?:=\?[^?]+\?[bq]\?[^?]*\?=)+/gi, (run) => {
    words.length = 0;
    for (const [, charset = 'utf-8', kind = 'q', text = ''] of run.matchAll(encodedWord)) {
      const bytes = kind.toLowerCase() === 'b' ? Buffer.from(text, 'base64') : decodeQ(text);
      const last = words.at(-1);
      if (last?.charset === charset.toLowerCase()) last.bytes = Buffer.concat([last.bytes, bytes]);
      else words.push({ charset: charset.toLowerCase(), bytes });
    }
    return words.map((word) => decodeCharset(word.bytes, word.charset)).join('');
  });
}

/** Decodes bytes by a charset's name; an unknown name is read as UTF-8. */
export function decodeCharset(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

/** Splits `text/plain; charset=utf-8; boundary="x"` into its value and its parameters, names in lower case. */
export function readParameters(header: string): { value: string; parameters: Map<string, string> } {
  const [value = '', ...rest] = header.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const parameters = new Map<string, string>();
  for (const part of rest) {
    const at = part.indexOf('=');
    if (at < 0) continue;
    const text = part.slice(at + 1).trim();
    const unquoted = text.startsWith('"') ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
    parameters.set(part.slice(0, at).trim().toLowerCase(), unquoted);
  }
  return { value: value.trim().toLowerCase(), parameters };
}

function decodeQ(text: string): Buffer {
  const latin = text
    .replaceAll('_', ' ')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}
