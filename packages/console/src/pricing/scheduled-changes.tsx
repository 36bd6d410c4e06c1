import type { PriceVersion, Pricing } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { formatInstant } from '../ui/time.ts';
import { changeWords } from './change-words.ts';

/** What is announced already; it can be withdrawn until it holds. */
export function ScheduledChanges({ pricing }: { pricing: Pricing }) {
  const [asking, setAsking] = useState<PriceVersion>();
  return (
    <>
      {pricing.scheduled.map((version) => (
        <Banner
          key={version.version}
          family="busy"
          title={`Announced: version ${version.version} from ${formatInstant(version.effectiveAt, 'UTC')} UTC`}
          actions={
            <Button small onClick={() => setAsking(version)}>
              Withdraw…
            </Button>
          }
        >
          {version.changes.map((change) => changeWords(change, pricing.apps)).join('; ') || 'No figure changes.'}
        </Banner>
      ))}
      {asking && <WithdrawDialog version={asking} onClose={() => setAsking(undefined)} />}
    </>
  );
}

function WithdrawDialog({ version: { version }, onClose }: { version: PriceVersion; onClose: () => void }) {
  const withdraw = useMutation<Pricing, ApiError>({
    mutationFn: () => api('withdrawPrices', { params: { version } }),
    onSuccess: (pricing) => {
      queryClient.setQueryData(apiKey('getPricing'), pricing);
      void refresh('listPriceVersions', 'listApps');
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={`Withdraw version ${version}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw version {version}
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        Prices then stay as they are. People who were told of the change are told that it does not come.
      </p>
      <ProblemNotice error={withdraw.error} />
    </Dialog>
  );
}
