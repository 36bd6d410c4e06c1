/** Letters of Windows-1252 above ASCII and Latin-1: all that the fonts built into every PDF reader can show. */
const extra = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

const letters = new Map<string, string>([
  ...pairs('−-ŁLłlĐDđdĦHħhŦTŧtıiĸkŊNŋnẞSſsĳij'),
  ...pairs('АAБBВVГGДDЕEЁEЗZИIЙYКKЛLМMНNОOПPРRСSТTУUФFЫYЭEІIЇIҐGЎUЈJЋCЂD'),
  ...spelled('ЖZh ХKh ЦTs ЧCh ШSh ЩShch ЮYu ЯYa ЄYe ЉLj ЊNj ЏDz'),
  ...pairs('ΑAΒBΓGΔDΕEΖZΗIΙIΚKΛLΜMΝNΞXΟOΠPΡRΣSΤTΥYΦF'),
  ...spelled('ΘTh ΧCh ΨPs ΩO'),
  ['Ъ', ''],
  ['Ь', ''],
  ['ς', 's'],
]);

/**
 * The text with every letter that the built-in fonts lack written in Latin ones; what has no such spelling (Chinese or
 * Arabic, for example) becomes a question mark. The document itself keeps the text as it was given.
 */
export function latinText(text: string): string {
  return [...text.normalize('NFC')].map(latinLetter).join('');
}

export const isLatin = (text: string): boolean => latinText(text) === text.normalize('NFC');

function latinLetter(letter: string): string {
  if (isBuiltIn(letter)) return letter;
  if (/\s/u.test(letter)) return ' ';
  const spelling = spell(letter);
  if (spelling !== undefined) return spelling;
  const bare = letter.normalize('NFD').replace(/\p{M}/gu, '');
  return [...bare].map((part) => (isBuiltIn(part) ? part : (spell(part) ?? (part === '' ? '' : '?')))).join('');
}

function spell(letter: string): string | undefined {
  const exact = letters.get(letter);
  if (exact !== undefined) return exact;
  const upper = letters.get(letter.toUpperCase());
  return upper?.toLowerCase();
}

function isBuiltIn(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return (code >= 0x20 && code < 0x7f) || (code >= 0xa0 && code <= 0xff) || extra.includes(letter);
}

function pairs(text: string): [string, string][] {
  const all = [...text];
  return all.flatMap((letter, at) => (at % 2 === 0 ? [[letter, all[at + 1] ?? ''] as [string, string]] : []));
}

function spelled(text: string): [string, string][] {
  return text.split(' ').map((word) => [word.slice(0, 1), word.slice(1)]);
}
