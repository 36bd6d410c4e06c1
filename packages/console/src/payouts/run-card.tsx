import { useEffect } from 'react';
import { refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TftText } from '../ui/tft-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { payoutStatus, payoutStatuses } from './payout-status.ts';

/** One run: what it was to pay, at which price, and how far it is. */
export function RunCard({ id, onClose }: { id: string; onClose: () => void }) {
  const run = useApi('getPayoutRun', { params: { id } }, { refetchInterval: 3_000 });
  const found = run.data;
  const states = JSON.stringify(found?.byStatus);
  // The table below shows the same payouts.
  useEffect(() => {
    if (states) void refresh('listAllPayouts');
  }, [states]);
  const counts = payoutStatuses.flatMap((status) => {
    const count = found?.byStatus[status];
    return count ? [`${count} ${payoutStatus(status).word.toLowerCase()}`] : [];
  });
  return (
    <Card
      title="Payout run"
      actions={
        <Button small onClick={onClose}>
          Show all payouts
        </Button>
      }
    >
      <ProblemNotice error={run.error} retry={() => void run.refetch()} />
      {!found && !run.error && <Skeleton className="h-24 w-full" />}
      {found && (
        <KeyValues
          facts={[
            [
              'State',
              <StatusBadge
                key="state"
                status={
                  found.finished
                    ? { family: 'ok', shape: 'disc', word: 'Finished' }
                    : { family: 'busy', shape: 'arc', word: 'Under way' }
                }
                reason={counts.join(', ')}
              />,
            ],
            ['Started', <TimeText key="started" at={found.startedAt} />],
            ['Owed', <MoneyText key="owed" money={found.amount} />],
            ['Sent in TFT', <TftText key="sent" amount={found.tft} />],
            [
              'Price',
              <span key="price">
                <MoneyText money={{ currency: 'USD', amount: found.tftPriceUsd }} style="rate" />
                {' / TFT, read '}
                <TimeText at={found.priceAt} />
              </span>,
            ],
            ['Fees', <span key="fees" className="figures">{`${found.feeTft} TFT`}</span>],
          ]}
        />
      )}
    </Card>
  );
}
