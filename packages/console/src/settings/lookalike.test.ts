import { expect, test } from 'vitest';
import { lookalike } from './lookalike.ts';

test('red looks like an error, green like a success, blue and grey like nothing else', () => {
  expect(
    ['#D03739', '#E0402A', '#0E9254', '#2FA84F', '#2F5BD3', '#FFD400', '#808080', '#000000'].map(lookalike),
  ).toEqual(['an error', 'an error', 'a success', 'a success', undefined, undefined, undefined, undefined]);
});
