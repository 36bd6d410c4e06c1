import { Link } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { RechargeForm } from './recharge-form.tsx';
import { RechargeStanding } from './recharge-standing.tsx';
import { useCards } from './use-cards.ts';
import { useRecharge } from './use-recharge.ts';

/** The automatic top-up: how it stands and what it may do. */
export function AutoRechargePage() {
  const recharge = useRecharge();
  const cards = useCards();
  const items = cards.data?.items;
  return (
    <Page title="Automatic top-up" width="reading">
      <ProblemNotice
        error={recharge.error ?? cards.error}
        retry={() => void Promise.all([recharge.refetch(), cards.refetch()])}
      />
      {recharge.data && (
        <Card title="How it stands">
          <RechargeStanding recharge={recharge.data} />
        </Card>
      )}
      {recharge.data && items ? (
        items.length === 0 && !recharge.data.enabled ? (
          <Card>
            <Empty
              title="It needs a saved card"
              action={
                <Link to="/cards" search={{ add: true }} className={buttonClass({ kind: 'primary' })}>
                  Save a card
                </Link>
              }
            >
              When the balance falls below an amount of yours, the card is charged and your deployments run on. It is
              off until you switch it on.
            </Empty>
          </Card>
        ) : (
          <RechargeForm recharge={recharge.data} cards={items} />
        )
      ) : (
        !recharge.error && !cards.error && <Skeleton className="h-96 w-full" />
      )}
    </Page>
  );
}
