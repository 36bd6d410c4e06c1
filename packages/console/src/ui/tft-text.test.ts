import { expect, test } from 'vitest';
import { formatTft } from './tft-text.tsx';

test.each([
  ['39000.0000000', '39,000.00 TFT'],
  ['12.3456789', '12.35 TFT'],
  ['0.0050000', '0.01 TFT'],
  ['0.0049999', '< 0.01 TFT'],
  ['0.0000000', '0.00 TFT'],
])('%s is written %s', (amount, text) => {
  expect(formatTft(amount, 'en-US')).toBe(text);
});
