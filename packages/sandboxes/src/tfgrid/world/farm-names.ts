import type { SeededRandom } from './seeded-random.ts';

const firsts = [
  'Amber',
  'Birch',
  'Blue',
  'Bright',
  'Cedar',
  'Clear',
  'Copper',
  'Coral',
  'Delta',
  'Ember',
  'Fern',
  'Golden',
  'Granite',
  'Harbour',
  'Hidden',
  'Indigo',
  'Iron',
  'Juniper',
  'Kite',
  'Lark',
  'Linden',
  'Lunar',
  'Maple',
  'Marble',
  'Meadow',
  'Mistral',
  'Moss',
  'North',
  'Oak',
  'Open',
  'Orchard',
  'Pebble',
  'Pine',
  'Quiet',
  'River',
  'Sable',
  'Silver',
  'Solar',
  'Stone',
  'Summit',
  'Tidal',
  'Umber',
  'Velvet',
  'Willow',
  'Windmill',
  'Zephyr',
] as const;
const seconds = [
  'Acre',
  'Bay',
  'Bridge',
  'Brook',
  'Capacity',
  'Cellar',
  'Cloud',
  'Compute',
  'Croft',
  'Dock',
  'Edge',
  'Farm',
  'Field',
  'Forge',
  'Garage',
  'Garden',
  'Gate',
  'Grid',
  'Grove',
  'Hill',
  'House',
  'Lab',
  'Loft',
  'Mill',
  'Nest',
  'Node',
  'Orbit',
  'Park',
  'Peak',
  'Rack',
  'Ridge',
  'Shed',
  'Silo',
  'Stack',
  'Station',
  'Tower',
  'Valley',
  'Works',
  'Yard',
] as const;

/** Invented names that no farm repeats; at most 40 characters of `[a-zA-Z0-9_-]`, as the chain allows. */
export function farmNames(random: SeededRandom, count: number): string[] {
  const names = new Set<string>();
  while (names.size < count) {
    const [first, second] = [random.pick(firsts), random.pick(seconds)];
    const shape = random.between(0, 5);
    if (shape === 0) names.add(`${first}${second}`);
    else if (shape === 1) names.add(`${first}_${second}`);
    else if (shape === 2) names.add(`${first.toLowerCase()}-${second.toLowerCase()}`);
    else if (shape === 3) names.add(`${first}${second}${random.between(2, 99)}`);
    else if (shape === 4) names.add(`${first.toLowerCase()}${second.toLowerCase()}`);
    else names.add(`${first}-${second}`);
  }
  return [...names];
}
