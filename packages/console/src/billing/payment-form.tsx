import type { PaymentMethod } from '@marketplace/contract';
import { useId, useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { useNowMs } from '../ui/time-text.tsx';
import { cardEnd, cardName, cardTrouble } from './card-words.ts';
import { CardPayment } from './lazy-card-payment.tsx';
import { SavedCardForm } from './saved-card-form.tsx';
import { useCards } from './use-cards.ts';
import type { PaymentProps } from './use-payment.ts';

const ANOTHER = 'another';

/** Pays with a saved card or with another one. */
export function PaymentForm(props: PaymentProps) {
  const query = useCards();
  const [chosen, setChosen] = useState<string>();
  const cards = query.data?.items;
  if (!cards && !query.error) return <Skeleton className="h-44 w-full" />;
  const preset = cards?.find(({ isDefault, expired }) => isDefault && !expired)?.id ?? ANOTHER;
  const defaultFirst = cards?.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault)) ?? [];
  const card = cards?.find(({ id }) => id === (chosen ?? preset));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-5">
      <ProblemNotice error={query.error} retry={() => void query.refetch()} />
      {defaultFirst.length > 0 && <CardChoice cards={defaultFirst} chosen={card?.id ?? ANOTHER} onChoose={setChosen} />}
      {card ? <SavedCardForm key={card.id} card={card} {...props} /> : <CardPayment {...props} />}
    </div>
  );
}

interface CardChoiceProps {
  cards: readonly PaymentMethod[];
  chosen: string;
  onChoose: (id: string) => void;
}

function CardChoice({ cards, chosen, onChoose }: CardChoiceProps) {
  const name = useId();
  const nowMs = useNowMs();
  return (
    <ChoiceGroup legend="Pay with">
      {cards.map((card) => {
        const trouble = cardTrouble(card, nowMs);
        return (
          <ChoiceCard
            key={card.id}
            name={name}
            checked={chosen === card.id}
            onChange={() => onChoose(card.id)}
            label={cardName(card)}
            aside={trouble && <StatusBadge status={trouble} />}
          >
            <span className="figures">
              Expires {cardEnd(card)}
              {card.isDefault && ' · default'}
            </span>
          </ChoiceCard>
        );
      })}
      <ChoiceCard name={name} checked={chosen === ANOTHER} onChange={() => onChoose(ANOTHER)} label="Another card" />
    </ChoiceGroup>
  );
}
