import { inflateSync } from 'node:zlib';

const decoder = new TextDecoder('windows-1252');

/** The words of a PDF that uses the built-in fonts, piece by piece in the order in which they are drawn. */
export function pdfText(bytes: Uint8Array): string[] {
  const file = Buffer.from(bytes);
  if (file.subarray(0, 5).toString() !== '%PDF-') throw new Error('this is no PDF');
  return streamsOf(file).flatMap((stream) =>
    [...stream.matchAll(/\[([^\]]*)\] TJ/g)].map(([, runs = '']) =>
      [...runs.matchAll(/<([0-9a-f]*)>/g)].map(([, hex = '']) => decoder.decode(Buffer.from(hex, 'hex'))).join(''),
    ),
  );
}

export const pdfPages = (bytes: Uint8Array): number =>
  [
    ...Buffer.from(bytes)
      .toString('latin1')
      .matchAll(/\/Type \/Page\b/g),
  ].length;

function streamsOf(file: Buffer): string[] {
  const streams: string[] = [];
  for (let at = file.indexOf('stream\n'); at >= 0; at = file.indexOf('stream\n', at + 7)) {
    if (file.subarray(at - 3, at).toString() === 'end') continue;
    const end = file.indexOf('\nendstream', at);
    try {
      streams.push(inflateSync(file.subarray(at + 7, end)).toString('latin1'));
    } catch {
      // A stream that is not compressed holds no page.
    }
  }
  return streams;
}
