import { useRole } from '../session/use-profile.ts';
import { Checkbox } from '../ui/choice.tsx';
import { Select } from '../ui/select.tsx';
import { DistanceFilter } from './distance-filter.tsx';
import { featureName, features } from './features.ts';
import type { NodeSearch } from './node-search.ts';
import { NumberFilter } from './number-filter.tsx';
import { TextFilter } from './text-filter.tsx';

const ANY = 'any';

interface MoreFiltersProps {
  search: NodeSearch;
  onChange: (patch: Partial<NodeSearch>) => void;
}

/** What is asked for less often. */
export function MoreFilters({ search, onChange }: MoreFiltersProps) {
  const provider = useRole('cloud-provider');
  const known = features.map(([id]) => id);
  const asked = search.feature && !known.includes(search.feature) ? [search.feature] : [];
  return (
    <>
      <DistanceFilter search={search} onChange={onChange} />
      <TextFilter label="GPU model" value={search.gpuModel} onChange={(gpuModel) => onChange({ gpuModel })} />
      <Select
        label="Runs"
        value={search.feature ?? ANY}
        options={[{ id: ANY, name: 'Anything' }, ...[...known, ...asked].map((id) => ({ id, name: featureName(id) }))]}
        onChange={(id) => onChange({ feature: id === ANY ? undefined : id })}
      />
      <YesOrNo
        label="Rented whole"
        value={search.dedicated}
        yes="Only whole"
        no="Not whole"
        onChange={(dedicated) => onChange({ dedicated })}
      />
      <YesOrNo
        label="Offered by"
        value={search.exposed}
        yes="Providers here"
        no="The open grid"
        onChange={(exposed) => onChange({ exposed })}
      />
      <NumberFilter
        equal
        label="Farm number"
        value={search.farmId}
        maximum={2 ** 31}
        whole
        onChange={(farmId) => onChange({ farmId: farmId || undefined })}
      />
      <div className="flex flex-wrap items-end gap-x-4 pb-1">
        <Checkbox
          label="IPv6"
          checked={search.ipv6 === true}
          onChange={(event) => onChange({ ipv6: event.currentTarget.checked || undefined })}
        />
        {(provider || search.mine) && (
          <Checkbox
            label="My nodes"
            checked={search.mine === true}
            onChange={(event) => onChange({ mine: event.currentTarget.checked || undefined })}
          />
        )}
      </div>
    </>
  );
}

interface YesOrNoProps {
  label: string;
  value: boolean | undefined;
  yes: string;
  no: string;
  onChange: (value: boolean | undefined) => void;
}

function YesOrNo({ label, value, yes, no, onChange }: YesOrNoProps) {
  return (
    <Select
      label={label}
      value={value === undefined ? ANY : String(value)}
      options={[
        { id: ANY, name: 'Any' },
        { id: 'true', name: yes },
        { id: 'false', name: no },
      ]}
      onChange={(id) => onChange(id === ANY ? undefined : id === 'true')}
    />
  );
}
