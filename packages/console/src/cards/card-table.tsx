import type { PaymentMethod } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { cardEnd, cardName, cardTrouble } from '../billing/card-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ActionMenu } from '../ui/action-menu.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText, useNowMs } from '../ui/time-text.tsx';

const columns: Column[] = [
  { name: 'Card' },
  { name: 'Use' },
  { name: 'Expires' },
  { name: 'Added' },
  { name: <span className="sr-only">Actions</span>, numeric: true },
];

interface CardTableProps {
  cards: readonly PaymentMethod[];
  onRemove: (card: PaymentMethod) => void;
}

export function CardTable({ cards, onRemove }: CardTableProps) {
  const preset = useMutation<PaymentMethod, ApiError, PaymentMethod>({
    mutationFn: ({ id }) => api('setDefaultPaymentMethod', { params: { id } }),
    onSuccess: () => refresh('listPaymentMethods'),
  });
  const menu = (card: PaymentMethod) => (
    <ActionMenu
      label={`Actions for ${cardName(card)}`}
      trigger="⋯"
      actions={[
        ...(card.isDefault ? [] : [{ name: 'Make default', act: () => preset.mutate(card) }]),
        { name: 'Remove', act: () => onRemove(card), danger: true },
      ]}
    />
  );
  return (
    <>
      {preset.error && (
        <div className="p-4">
          <ProblemNotice error={preset.error} />
        </div>
      )}
      <Table
        caption="Saved cards"
        columns={columns}
        narrow={cards.map((card) => (
          <NarrowRow
            key={card.id}
            first={cardName(card)}
            amount={menu(card)}
            second={
              <>
                {card.isDefault && 'Default · '}
                <End card={card} />
              </>
            }
          />
        ))}
      >
        {cards.map((card) => (
          <Row key={card.id}>
            <Cell head>{cardName(card)}</Cell>
            <Cell>{card.isDefault ? 'Default' : <span className="text-text-3">–</span>}</Cell>
            <Cell>
              <End card={card} />
            </Cell>
            <Cell>
              <TimeText at={card.addedAt} style="ago" />
            </Cell>
            <Cell numeric>{menu(card)}</Cell>
          </Row>
        ))}
      </Table>
    </>
  );
}

/** The last month; whether that needs a look. */
function End({ card }: { card: PaymentMethod }) {
  const trouble = cardTrouble(card, useNowMs());
  return trouble ? (
    <StatusBadge status={trouble} reason={<span className="figures">{cardEnd(card)}</span>} />
  ) : (
    <span className="figures">{cardEnd(card)}</span>
  );
}
