/** How long a signed transaction lives. A mortal one is bound to the hash of the block it was born at. */
export type Era = { mortal: false } | { mortal: true; period: number; phase: number };

/** Reads the era at the beginning of `bytes`: one zero byte when immortal, else two bytes. */
export function readEra(bytes: Uint8Array): { era: Era; length: number } {
  const [first = 0, second = 0] = bytes;
  if (first === 0) return { era: { mortal: false }, length: 1 };
  const encoded = first | (second << 8);
  const period = 2 << (encoded % 16);
  const quantum = Math.max(period >> 12, 1);
  return { era: { mortal: true, period, phase: (encoded >> 4) * quantum }, length: 2 };
}

/** Number of the block at which a mortal era that is alive at `current` was born. */
export function birthOf({ period, phase }: { period: number; phase: number }, current: number): number {
  return Math.floor((Math.max(current, phase) - phase) / period) * period + phase;
}
