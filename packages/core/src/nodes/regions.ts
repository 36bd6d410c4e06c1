/** Parts of the world that a customer chooses from. Central America and the Caribbean belong to North America. */
export const regions = ['africa', 'asia', 'australia', 'europe', 'north-america', 'south-america'] as const;
export type Region = (typeof regions)[number];

/** Where a node must stand: a region, a country (its name or ISO code, in any case), both or neither. */
export interface Place {
  readonly region?: string;
  readonly country?: string;
}

interface Located {
  readonly country: string;
  readonly countryCode: string | null;
  readonly region: string;
}

/** Region of an ISO 3166-1 alpha-2 code; "unknown" for a code that is none. */
export function regionOf(countryCode: string | null): Region | 'unknown' {
  return (countryCode === null ? undefined : byCode.get(countryCode)) ?? 'unknown';
}

export function isInPlace(node: Located, { region, country }: Place): boolean {
  if (region !== undefined && node.region !== region.toLowerCase()) return false;
  if (country === undefined) return true;
  const wanted = country.toLowerCase();
  return node.country.toLowerCase() === wanted || node.countryCode?.toLowerCase() === wanted;
}

export const regionName = (region: string): string => names[region.toLowerCase()] ?? region;

/** "Europe", "Belgium", "all the world": for the middle of a sentence. */
export function placeName({ region, country }: Place): string {
  if (country !== undefined) return country;
  return region === undefined ? 'all the world' : regionName(region);
}

const names: Record<string, string> = {
  africa: 'Africa',
  asia: 'Asia',
  australia: 'Australia and the Pacific',
  europe: 'Europe',
  'north-america': 'North America',
  'south-america': 'South America',
};

const codes: Record<Region, string> = {
  africa:
    'AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG EH ER ET GA GH GM GN GQ GW IO KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RE RW SC SD SH SL SN SO SS ST SZ TD TG TN TZ UG YT ZA ZM ZW',
  asia: 'AE AF AM AZ BD BH BN BT CN GE HK ID IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK MM MN MO MV MY NP OM PH PK PS QA SA SG SY TH TJ TL TM TR TW UZ VN YE',
  australia: 'AS AU CC CK CX FJ FM GU HM KI MH MP NC NF NR NU NZ PF PG PN PW SB TK TO TV UM VU WF WS',
  europe:
    'AD AL AT AX BA BE BG BY CH CY CZ DE DK EE ES FI FO FR GB GG GI GR HR HU IE IM IS IT JE LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS RU SE SI SJ SK SM UA VA XK',
  'north-america':
    'AG AI AW BB BL BM BQ BS BZ CA CR CU CW DM DO GD GL GP GT HN HT JM KN KY LC MF MQ MS MX NI PA PM PR SV SX TC TT US VC VG VI',
  'south-america': 'AR BO BR CL CO EC FK GF GS GY PE PY SR UY VE',
};

const byCode = new Map<string, Region>(
  regions.flatMap((region) => codes[region].split(' ').map((code): [string, Region] => [code, region])),
);
