import type { TopUp } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Card } from '../ui/card.tsx';
import { formatMoney } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { CancelTopUp } from './cancel-top-up.tsx';

/** Payments that wait for their owner, other than the one on the page; nothing when there is none. */
export function UnfinishedTopUps({ except }: { except: string | undefined }) {
  const query = useApi('listTopUps', { query: { unfinished: 'true', limit: 20 } }, { refetchInterval: 15_000 });
  const waiting = query.data?.items.filter(({ id }) => id !== except) ?? [];
  if (query.error) return <ProblemNotice error={query.error} retry={() => void query.refetch()} />;
  if (waiting.length === 0) return null;
  return (
    <Card title="Unfinished payments" flush>
      <p className="px-4 pb-3 text-text-2">They wait for you. You were not charged for them.</p>
      <ul>
        {waiting.map((topUp) => (
          <li
            key={topUp.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line px-4 py-2.5"
          >
            <div className="min-w-0">
              <p className="font-medium">
                <MoneyText money={topUp.amount} />
              </p>
              <p className="text-small text-text-2">
                {words(topUp)} · begun <TimeText at={topUp.createdAt} style="ago" />
              </p>
            </div>
            <div className="flex items-center gap-3">
              {topUp.clientSecret && (
                <Link
                  to="/balance"
                  search={{ topUp: topUp.id }}
                  className="link"
                  aria-label={`Continue the payment of ${formatMoney(topUp.amount)}`}
                >
                  Continue
                </Link>
              )}
              <CancelTopUp topUp={topUp} small />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function words(topUp: TopUp): string {
  if (topUp.cancelRequestedAt !== null) return 'Being cancelled';
  if (topUp.status === 'requires_action') return 'Your bank asks you to confirm it';
  return topUp.clientSecret ? 'No card was accepted yet' : 'The card processor has not answered yet';
}
