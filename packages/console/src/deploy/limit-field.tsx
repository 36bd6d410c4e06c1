import type { DeploymentCap, Quote } from '@marketplace/contract';
import { CapFields, capHelp, readCap } from '../billing/cap-fields.tsx';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import type { DeployForm } from './use-deploy-form.ts';

/** The limit that goes with the order; `wrong` while something else was typed. */
export function chosenCap({ search }: DeployForm): { cap?: DeploymentCap; wrong: boolean } {
  if (search.limit === undefined) return { wrong: false };
  const cap = readCap(search.limit, search.atLimit ?? 'stop');
  return cap ? { cap, wrong: false } : { wrong: true };
}

/** What it may cost in a month, from the start; it can be changed at any time. */
export function LimitField({ form, quote }: { form: DeployForm; quote: Quote | undefined }) {
  const { limit, atLimit } = form.search;
  return (
    <Card title="Limit">
      <div className="grid gap-4">
        <Checkbox
          label="Limit what it may cost in a month"
          help={capHelp}
          checked={limit !== undefined}
          onChange={(event) =>
            form.change({
              limit: event.currentTarget.checked ? (quote?.monthly.amount.slice(0, -5) ?? '25.00') : undefined,
              atLimit: undefined,
            })
          }
        />
        {limit !== undefined && (
          <CapFields
            monthly={limit === NOTHING ? '' : limit}
            onMonthly={(typed) => form.change({ limit: typed || NOTHING })}
            action={atLimit ?? 'stop'}
            onAction={(action) => form.change({ atLimit: action === 'notify' ? action : undefined })}
          />
        )}
      </div>
    </Card>
  );
}

/** An emptied field is not the same as no limit. */
const NOTHING = '-';
