import { expect, it } from 'vitest';
import { countryCodeOf } from './countries.ts';

it.each([
  ['Belgium', 'BE'],
  ['united states', 'US'],
  ['United States of America', 'US'],
  ['Germany', 'DE'],
  ['Turkey', 'TR'],
  ['Türkiye', 'TR'],
  ["Cote d'Ivoire", 'CI'],
  ['Côte d’Ivoire', 'CI'],
  ['Viet Nam', 'VN'],
  ['South Korea', 'KR'],
  ['Tanzania, United Republic of', 'TZ'],
  ['Hong Kong', 'HK'],
  ['Czechia', 'CZ'],
  ['United Kingdom', 'GB'],
  ['The Netherlands', 'NL'],
  ['Bosnia & Herzegovina', 'BA'],
  ['Bosnia and Herzegovina', 'BA'],
])('knows %s', (name, code) => {
  expect(countryCodeOf(name)).toBe(code);
});

it.each(['', 'Atlantis', 'unknown region'])('knows no country called %j', (name) => {
  expect(countryCodeOf(name)).toBeNull();
});
