import type { PaymentMethod } from '@marketplace/contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import { useCards } from '../billing/use-cards.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { CardTable } from './card-table.tsx';
import { RemoveCard } from './remove-card.tsx';

const AddCard = lazy(() => import('./add-card.tsx').then((module) => ({ default: module.AddCard })));

/** Saved cards: add, make default, remove. */
export function CardsPage() {
  const cards = useCards();
  const { add: adding } = useSearch({ from: '/console/cards' });
  const navigate = useNavigate({ from: '/cards' });
  const [removing, setRemoving] = useState<PaymentMethod>();
  const [atBank, setAtBank] = useState(false);
  const open = (add: boolean) => void navigate({ search: add ? { add: true } : {}, replace: !add });
  const add = (
    <Button kind="primary" onClick={() => open(true)}>
      Add a card
    </Button>
  );
  const items = cards.data?.items;
  return (
    <Page
      title="Cards"
      actions={items && items.length > 0 ? add : undefined}
      summary={
        <>
          The default card is offered first when you <TopUpLink />. Cards are kept by the card processor; we know the
          last four digits.
        </>
      }
    >
      <ProblemNotice error={cards.error} retry={() => void cards.refetch()} />
      <Card flush>
        {cards.isPending && <SkeletonRows rows={3} label="Loading your cards" />}
        {items?.length === 0 && (
          <Empty title="No card is saved" action={add}>
            With a saved card you top up in one press. Saving one charges nothing, and you can remove it at any time.
          </Empty>
        )}
        {items && items.length > 0 && <CardTable cards={items} onRemove={setRemoving} />}
      </Card>
      <SidePanel title="Add a card" open={adding === true} aside={atBank} onClose={() => open(false)}>
        <Suspense fallback={<Skeleton className="m-4 h-72" />}>
          <AddCard onBank={setAtBank} onDone={() => open(false)} />
        </Suspense>
      </SidePanel>
      {removing && <RemoveCard card={removing} cards={items ?? []} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

const TopUpLink = () => (
  <Link to="/balance" className="link">
    top up
  </Link>
);
