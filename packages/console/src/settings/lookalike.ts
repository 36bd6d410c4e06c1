import { parseHex, toOklch } from '../ui/oklch.ts';

const DANGER = '#C5302F';
const OK = '#0E9254';
const NEAR_DEGREES = 25;
/** Greys have a hue by accident only. */
const LEAST_CHROMA = 0.04;

/** What a colour may be taken for; undefined when it stands for itself. */
export function lookalike(colour: string): 'an error' | 'a success' | undefined {
  const { c } = toOklch(parseHex(colour));
  if (c < LEAST_CHROMA) return undefined;
  if (distance(colour, DANGER) <= NEAR_DEGREES) return 'an error';
  return distance(colour, OK) <= NEAR_DEGREES ? 'a success' : undefined;
}

function distance(a: string, b: string): number {
  const apart = Math.abs(toOklch(parseHex(a)).h - toOklch(parseHex(b)).h) % 360;
  return Math.min(apart, 360 - apart);
}
