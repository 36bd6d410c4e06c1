import { decodeCharset, decodeHeaderText, readParameters } from './header-words.ts';

/** What a person would read of a mail; `text` falls back to the words of the HTML part. */
export interface ParsedMessage {
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string | undefined;
}

/** Reads a MIME message (RFC 5322, 2045–2047, 3676); attachments are left out. */
export function parseMessage(raw: Buffer): ParsedMessage {
  // Latin-1 keeps every byte as one character until a part's charset is known.
  const root = readEntity(raw.toString('latin1'));
  const found = new Map<string, string>();
  collect(root, found);
  const html = found.get('text/html');
  return {
    from: decodeHeaderText(root.headers.get('from') ?? ''),
    to: decodeHeaderText(root.headers.get('to') ?? ''),
    subject: decodeHeaderText(root.headers.get('subject') ?? ''),
    text: found.get('text/plain') ?? (html === undefined ? '' : wordsOf(html)),
    html,
  };
}

interface Entity {
  headers: Map<string, string>;
  body: string;
}

function readEntity(source: string): Entity {
  const end = /\r?\n\r?\n/.exec(source);
  // A part without headers starts with its empty line.
  const bare = /^\r?\n/.exec(source);
  const head = bare ? '' : source.slice(0, end?.index ?? source.length);
  const body = bare ? source.slice(bare[0].length) : end ? source.slice(end.index + end[0].length) : '';
  const headers = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const name = line.slice(0, colon).trim().toLowerCase();
    if (!headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
  }
  return { headers, body };
}

function collect(entity: Entity, found: Map<string, string>): void {
  const { value, parameters } = readParameters(entity.headers.get('content-type') ?? 'text/plain; charset=us-ascii');
  const boundary = parameters.get('boundary');
  if (value.startsWith('multipart/') && boundary !== undefined) {
    for (const part of splitParts(entity.body, boundary)) collect(readEntity(part), found);
    return;
  }
  const attached = readParameters(entity.headers.get('content-disposition') ?? '').value === 'attachment';
  if (attached || found.has(value) || (value !== 'text/plain' && value !== 'text/html')) return;
  const text = decodeCharset(decodeBody(entity), parameters.get('charset') ?? 'utf-8').replaceAll('\r\n', '\n');
  const flowed = parameters.get('format')?.toLowerCase() === 'flowed';
  found.set(value, (flowed ? unflow(text, parameters.get('delsp') === 'yes') : text).trimEnd());
}

function splitParts(body: string, boundary: string): string[] {
  const parts: string[] = [];
  let current: string[] | undefined;
  for (const line of body.split(/\r?\n/)) {
    const mark = line.trimEnd();
    if (mark === `--${boundary}` || mark === `--${boundary}--`) {
      if (current !== undefined) parts.push(current.join('\r\n'));
      current = mark.endsWith('--') && mark !== `--${boundary}` ? undefined : [];
    } else current?.push(line);
  }
  if (current !== undefined) parts.push(current.join('\r\n'));
  return parts;
}

function decodeBody(entity: Entity): Buffer {
  const encoding = entity.headers.get('content-transfer-encoding')?.toLowerCase();
  if (encoding === 'base64') return Buffer.from(entity.body, 'base64');
  if (encoding !== 'quoted-printable') return Buffer.from(entity.body, 'latin1');
  const latin = entity.body
    .replace(/[ \t]+(?=\r?\n|$)/g, '')
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(latin, 'latin1');
}

function unflow(text: string, deleteSpace: boolean): string {
  let out = '';
  for (const stuffed of text.split('\n')) {
    const line = stuffed.startsWith(' ') ? stuffed.slice(1) : stuffed;
    const soft = line.endsWith(' ') && line !== '-- ';
    out += soft ? (deleteSpace ? line.slice(0, -1) : line) : `${line}\n`;
  }
  return out;
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };

function wordsOf(html: string): string {
  return html
    .replace(/<(style|script|head)\b[\s\S]*?<\/\1>/gi, '')
    .replace(/<br\s*\/?>|<\/(p|div|tr|h[1-6]|li)>/gi, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/[ \t]+/g, ' ')
    .replace(/\n\s*\n\s*/g, '\n\n')
    .trim();
}
