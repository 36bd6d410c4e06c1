import type { ProviderNodeDetail } from '@marketplace/contract';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { AppChoice } from './app-choice.tsx';

interface NodeAppsProps {
  found: ProviderNodeDetail;
  busy: boolean;
  save: (apps: string[]) => void;
}

/** Which apps the node takes; orders of others go elsewhere. */
export function NodeApps({ found, busy, save }: NodeAppsProps) {
  const catalog = useApi('listApps', undefined, { staleTime: 300_000 }).data?.items ?? [];
  const [changed, setChanged] = useState<string[]>();
  const chosen = changed ?? found.apps;
  const same = chosen.join() === found.apps.join();
  const reason = same
    ? 'Nothing has been changed.'
    : chosen.length === 0
      ? 'Choose an app, or hide the node.'
      : undefined;
  return (
    <Card title="Apps">
      <div className="grid gap-3">
        <AppChoice catalog={catalog} chosen={chosen} onChange={setChanged} />
        <div className="flex flex-wrap items-center gap-3">
          <Button busy={busy} disabledReason={reason} onClick={() => save(chosen)}>
            Save
          </Button>
          {reason && <span className="text-small text-text-3">{reason}</span>}
        </div>
      </div>
    </Card>
  );
}
