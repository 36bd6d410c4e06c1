/** Longest slug made from a name; a number may follow it. */
const LONGEST = 60;

/** The part of an address that stands for a name: `Nordic GPU Öst` becomes `nordic-gpu-ost`. */
export function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  return plain === '' ? 'alliance' : plain;
}
