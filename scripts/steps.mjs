// Says what is being done, how large it is and how long it took: one line when a step begins, one when it ends.

/** @param {string} text */
export function say(text) {
  process.stdout.write(`${text}\n`);
}

/**
 * Runs one step between its two lines.
 * @template T
 * @param {string} title what is done, and how large it is
 * @param {() => Promise<T>} work
 * @param {(result: T) => string} [size] what came out, for the second line
 * @returns {Promise<T>}
 */
export async function step(title, work, size = () => '') {
  say(`${title} …`);
  const began = performance.now();
  const result = await work();
  const measured = size(result);
  say(`  done in ${seconds(performance.now() - began)}${measured ? `, ${measured}` : ''}`);
  return result;
}

/** @param {number} durationMs */
export function seconds(durationMs) {
  return durationMs < 10_000 ? `${(durationMs / 1000).toFixed(1)} s` : `${Math.round(durationMs / 1000)} s`;
}

/** A reason to stop that the reader can act on: printed without a stack. */
export class Refusal extends Error {}
