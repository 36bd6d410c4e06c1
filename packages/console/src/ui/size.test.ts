import { expect, test } from 'vitest';
import { coresWords, diskWords, fullSizeWords, memoryWords, sizeWords } from './size.ts';

test('sizes are rounded down, in the unit people read', () => {
  expect(memoryWords(512)).toBe('512 MB');
  expect(memoryWords(2048)).toBe('2 GB');
  expect(memoryWords(149_580)).toBe('146 GB');
  expect(diskWords(25)).toBe('25 GB');
  expect(diskWords(5300)).toBe('5.1 TB');
  expect(coresWords(1)).toBe('1 core');
});

test('a value and its unit are never torn apart', () => {
  expect(sizeWords({ cpu: 2, memoryMb: 4096, diskGb: 50 })).toBe('2\u00a0cores, 4\u00a0GB, 50\u00a0GB\u00a0SSD');
  expect(fullSizeWords({ cpu: 1, memoryMb: 2048, diskGb: 25 })).toBe(
    '1\u00a0core, 2\u00a0GB\u00a0memory, 25\u00a0GB\u00a0SSD',
  );
});
