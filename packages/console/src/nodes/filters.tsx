import SlidersHorizontal from 'lucide-react/icons/sliders-horizontal';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { Combo } from '../ui/combo.tsx';
import { cx } from '../ui/cx.ts';
import { Select } from '../ui/select.tsx';
import { countWords } from '../ui/size.ts';
import { MoreFilters } from './more-filters.tsx';
import type { NodeSearch } from './node-search.ts';
import { NumberFilter } from './number-filter.tsx';
import { regionName } from './region-name.ts';

const ANY = 'any';

/** Shown at once when one of them is in force. */
const rare = ['near', 'gpuModel', 'feature', 'dedicated', 'exposed', 'farmId', 'ipv6', 'mine'] as const;

interface FiltersProps {
  search: NodeSearch;
  onChange: (patch: Partial<NodeSearch>) => void;
}

/** All filters in one place; open on wide screens, behind a button on small ones. */
export function Filters({ search, onChange }: FiltersProps) {
  const [open, setOpen] = useState(false);
  const [more, setMore] = useState(() => rare.some((key) => search[key] !== undefined));
  return (
    <div className="rounded-card border border-line bg-surface">
      <div className="px-4 py-2 lg:hidden">
        <Button
          small
          kind="quiet"
          className="-ms-2.5"
          aria-expanded={open}
          aria-controls="node-filters"
          onClick={() => setOpen(!open)}
        >
          <SlidersHorizontal className="size-4" strokeWidth={1.75} aria-hidden="true" />
          {open ? 'Hide filters' : 'Filters'}
        </Button>
      </div>
      <div
        id="node-filters"
        className={cx(
          'grid gap-x-4 gap-y-3 p-4',
          'grid-cols-2 sm:grid-cols-3 lg:grid-cols-5',
          !open && 'max-lg:hidden',
        )}
      >
        <PlaceFilters search={search} onChange={onChange} />
        <NumberFilter
          label="Cores free"
          value={search.minCpu}
          maximum={1_000}
          whole
          onChange={(minCpu) => onChange({ minCpu })}
        />
        <NumberFilter
          label="Memory free"
          suffix="GB"
          value={search.minMemoryGb}
          maximum={100_000}
          onChange={(minMemoryGb) => onChange({ minMemoryGb })}
        />
        <NumberFilter
          label="SSD free"
          suffix="GB"
          value={search.minSsdGb}
          maximum={1_000_000}
          onChange={(minSsdGb) => onChange({ minSsdGb })}
        />
        <NumberFilter
          label="HDD free"
          suffix="GB"
          value={search.minHddGb}
          maximum={1_000_000}
          onChange={(minHddGb) => onChange({ minHddGb })}
        />
        <NumberFilter
          label="Uptime, 90 days"
          suffix="%"
          value={search.minUptime}
          maximum={100}
          onChange={(minUptime) => onChange({ minUptime })}
        />
        <NumberFilter
          atMost
          label="Price per month"
          prefix="$"
          value={search.maxMonthlyUsd}
          maximum={100_000}
          onChange={(maxMonthlyUsd) => onChange({ maxMonthlyUsd })}
        />
        <Select
          label="Status"
          value={search.status ?? ANY}
          options={[
            { id: ANY, name: 'Any' },
            { id: 'up', name: 'Online' },
            { id: 'standby', name: 'Standby' },
            { id: 'down', name: 'Offline' },
          ]}
          onChange={(id) => onChange({ status: id === ANY ? undefined : (id as NodeSearch['status']) })}
        />
        <AllianceFilter search={search} onChange={onChange} />
        <div className="flex flex-wrap items-end gap-x-4 pb-1 max-lg:col-span-full lg:[[data-alliance]+&]:col-span-full">
          <Flag label="Public IPv4" value={search.ipv4} onChange={(ipv4) => onChange({ ipv4 })} />
          <Flag label="GPU" value={search.gpu} onChange={(gpu) => onChange({ gpu })} />
          <Flag label="Certified" value={search.certified} onChange={(certified) => onChange({ certified })} />
        </div>
        {more && <MoreFilters search={search} onChange={onChange} />}
        <div className="col-span-full">
          <Button small kind="quiet" className="-ms-2.5" aria-expanded={more} onClick={() => setMore(!more)}>
            {more ? 'Fewer filters' : 'More filters'}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Nothing while no alliance is there to choose. */
function AllianceFilter({ search, onChange }: FiltersProps) {
  const alliances = useApi('listAlliances', { query: { limit: 100 } }, { staleTime: 60_000 }).data?.items ?? [];
  if (alliances.length === 0) return null;
  const known = alliances.some(({ id }) => id === search.allianceId);
  return (
    <div data-alliance className="min-w-0">
      <Select
        label="Alliance"
        value={search.allianceId ?? ANY}
        options={[
          { id: ANY, name: 'Any' },
          ...alliances.map(({ id, name }) => ({ id, name })),
          ...(search.allianceId && !known ? [{ id: search.allianceId, name: 'Another one' }] : []),
        ]}
        onChange={(id) => onChange({ allianceId: id === ANY ? undefined : id })}
      />
    </div>
  );
}

function PlaceFilters({ search, onChange }: FiltersProps) {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  const countries = stats?.countries.filter(({ region }) => !search.region || region === search.region) ?? [];
  return (
    <>
      <Select
        label="Region"
        value={search.region ?? ANY}
        options={[
          { id: ANY, name: 'Anywhere' },
          ...(stats?.regions ?? []).map(({ region, nodes }) => ({
            id: region,
            name: regionName(region),
            aside: countWords(nodes),
          })),
        ]}
        onChange={(id) => onChange({ region: id === ANY ? undefined : id, country: undefined })}
      />
      <Combo
        key={`${search.region}:${search.country === undefined}:${stats !== undefined}`}
        label="Country"
        hint="Any"
        value={search.country ?? null}
        options={countries.map(({ country, nodes }) => ({ id: country, name: country, aside: countWords(nodes) }))}
        onChange={(country) => onChange({ country: country ?? undefined })}
      />
    </>
  );
}

function Flag({
  label,
  value,
  onChange,
}: {
  label: string;
  value: boolean | undefined;
  onChange: (value: true | undefined) => void;
}) {
  return (
    <Checkbox
      label={label}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked || undefined)}
    />
  );
}
