/** A text of the address bar, whatever the router made of it. */
export function readText(value: unknown, longest: number): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' && value.length <= longest ? value : undefined;
}

export function readCount(value: unknown, minimum: number, maximum: number): number | undefined {
  const number = readNumber(value, minimum, maximum);
  return number !== undefined && Number.isInteger(number) ? number : undefined;
}

export function readNumber(value: unknown, minimum: number, maximum: number): number | undefined {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && number >= minimum && number <= maximum ? number : undefined;
}

export function readFlag(value: unknown): boolean | undefined {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : undefined;
}

export function readOneOf<const T extends readonly string[]>(value: unknown, allowed: T): T[number] | undefined {
  return allowed.find((option) => option === value);
}
