import { expect, it } from 'vitest';
import { cellText } from './csv.ts';

it.each([
  ['=1+1', "'=1+1"],
  ['+49 30', "'+49 30"],
  ['-cmd', "'-cmd"],
  ['@here', "'@here"],
  ['-4.1000000', '-4.1000000'],
  ['a,b', '"a,b"'],
  ['say "no"', '"say ""no"""'],
  ['=a,"b"', '"\'=a,""b"""'],
  ['', ''],
  [null, ''],
  [12, '12'],
])('%j becomes %j', (cell, text) => expect(cellText(cell)).toBe(text));
