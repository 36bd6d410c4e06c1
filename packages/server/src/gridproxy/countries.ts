import { regionOf } from '@marketplace/core/nodes';

/** ISO 3166-1 alpha-2 code of an English country name as farmers write it; null when it is unknown. */
export function countryCodeOf(name: string): string | null {
  return codeByName.get(plain(name)) ?? null;
}

/** Names in use that differ from the standard English one. */
const aliases: Record<string, string> = {
  'bolivia plurinational state of': 'BO',
  'brunei darussalam': 'BN',
  'cape verde': 'CV',
  'congo the democratic republic of the': 'CD',
  'cote divoire': 'CI',
  'czech republic': 'CZ',
  'democratic republic of the congo': 'CD',
  'hong kong': 'HK',
  'iran islamic republic of': 'IR',
  'ivory coast': 'CI',
  'korea republic of': 'KR',
  'lao peoples democratic republic': 'LA',
  macao: 'MO',
  macau: 'MO',
  macedonia: 'MK',
  'moldova republic of': 'MD',
  myanmar: 'MM',
  palestine: 'PS',
  'republic of korea': 'KR',
  'republic of moldova': 'MD',
  'russian federation': 'RU',
  swaziland: 'SZ',
  'syrian arab republic': 'SY',
  'taiwan province of china': 'TW',
  'tanzania united republic of': 'TZ',
  'the netherlands': 'NL',
  turkey: 'TR',
  uk: 'GB',
  'united republic of tanzania': 'TZ',
  'united states of america': 'US',
  usa: 'US',
  'venezuela bolivarian republic of': 'VE',
  'viet nam': 'VN',
};

/** Lower case without accents, punctuation and "&": "Côte d’Ivoire" and "Cote d'Ivoire" are one. */
const plain = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .replace(/&/g, 'and')
    .replace(/[^a-z ]/g, '')
    .replace(/ +/g, ' ')
    .trim();

const codeByName = new Map<string, string>([...standardNames(), ...Object.entries(aliases)]);

/** Codes that lie in a region are the codes in use: retired ones such as DD would shadow them. */
function* standardNames(): Generator<[string, string]> {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    const name = regionOf(code) === 'unknown' ? undefined : names.of(code);
    if (name !== undefined) yield [plain(name), code];
  }
}
