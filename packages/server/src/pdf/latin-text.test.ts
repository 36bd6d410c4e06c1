import { expect, it } from 'vitest';
import { isLatin, latinText } from './latin-text.ts';

it.each([
  ['Café Müller & Søn, 12 €', 'Café Müller & Søn, 12 €'],
  ['Łukasz Żółć', 'Lukasz Zólc'],
  ['Đorđe Šešelj', 'Dorde Šešelj'],
  ['Иван Щукин', 'Ivan Shchukin'],
  ['Жанна Ющенко', 'Zhanna Yushchenko'],
  ['Αθήνα', 'Athina'],
  ['Nguyễn Thị', 'Nguyen Thi'],
  ['İstanbul ı', 'Istanbul i'],
  ['−4.10', '-4.10'],
  ['李雷 Ltd', '?? Ltd'],
  ['a\tb\nc', 'a b c'],
])('%j is drawn as %j', (text, drawn) => {
  expect(latinText(text)).toBe(drawn);
  expect(isLatin(text)).toBe(text === drawn);
});
