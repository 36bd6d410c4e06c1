/** A reproducible source of numbers: the same seed gives the same world on every machine. */
export interface SeededRandom {
  /** In [0, 1). */
  fraction(): number;
  /** Whole number in [low, high], both included. */
  between(low: number, high: number): number;
  chance(probability: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** Picks by the `weight` of each item. */
  pickWeighted<T extends { weight: number }>(items: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  hex(bytes: number): string;
}

/** Mulberry32 (public domain): 32 bits of state are plenty for a world of some thousand nodes. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0;
  const fraction = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const between = (low: number, high: number) => low + Math.floor(fraction() * (high - low + 1));
  const at = <T>(items: readonly T[], index: number): T => {
    const item = items[index];
    if (item === undefined) throw new RangeError('nothing to pick from');
    return item;
  };
  return {
    fraction,
    between,
    chance: (probability) => fraction() < probability,
    pick: (items) => at(items, between(0, items.length - 1)),
    pickWeighted(items) {
      let rest = fraction() * items.reduce((sum, item) => sum + item.weight, 0);
      for (const item of items) {
        rest -= item.weight;
        if (rest < 0) return item;
      }
      return at(items, items.length - 1);
    },
    shuffled(items) {
      const mixed = [...items];
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = between(0, last);
        [mixed[last], mixed[other]] = [at(mixed, other), at(mixed, last)];
      }
      return mixed;
    },
    hex: (bytes) => Array.from({ length: bytes }, () => between(0, 255).toString(16).padStart(2, '0')).join(''),
  };
}
