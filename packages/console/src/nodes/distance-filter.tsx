import { useApi } from '../api/query.ts';
import { Combo } from '../ui/combo.tsx';
import { countWords } from '../ui/size.ts';
import { type NodeSearch, readPoint } from './node-search.ts';
import { NumberFilter } from './number-filter.tsx';
import { TextFilter } from './text-filter.tsx';

interface DistanceFilterProps {
  search: NodeSearch;
  onChange: (patch: Partial<NodeSearch>) => void;
}

/** A city where nodes stand, or any point on the globe; choosing one sorts by distance. */
export function DistanceFilter({ search, onChange }: DistanceFilterProps) {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  const cities = new Map(
    (stats?.cities ?? []).map(({ city, country, latitude, longitude, nodes }) => [
      `${latitude},${longitude}`,
      { name: `${city}, ${country}`, aside: countWords(nodes) },
    ]),
  );
  const from = (near: string | undefined) => onChange(near ? { near, sort: 'distance' } : { near });
  return (
    <>
      <Combo
        key={`${search.near}:${stats !== undefined}`}
        label="Distance from"
        hint="City"
        value={search.near && cities.has(search.near) ? search.near : null}
        options={[...cities].map(([id, city]) => ({ id, ...city }))}
        onChange={(near) => (near !== null || cities.has(search.near ?? '')) && from(near ?? undefined)}
      />
      <TextFilter
        label="Or from a point"
        hint="51.05, 3.72"
        value={search.near}
        read={readPoint}
        wrongWords="Enter latitude, longitude."
        onChange={from}
      />
      {search.near && (
        <NumberFilter
          atMost
          label="Distance"
          suffix="km"
          value={search.maxDistanceKm}
          maximum={20_040}
          onChange={(maxDistanceKm) => onChange({ maxDistanceKm })}
        />
      )}
    </>
  );
}
