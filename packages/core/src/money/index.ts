export { divCeil, divFloor, divRound, largestRemainder, maxOf, minOf, mulDivFloor } from './division.ts';
export { writeCents, writeDollars } from './dollars.ts';
export {
  type Asset,
  add,
  compare,
  isNegative,
  isZero,
  type Money,
  money,
  negate,
  subtract,
  tft,
  usd,
  usdc,
  zero,
} from './money.ts';
export { formatUnits, parseUnits, SCALE, UNITS_PER_WHOLE } from './units.ts';
