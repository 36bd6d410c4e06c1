import type { PaymentMethod } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { cardName } from '../billing/card-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';

interface RemoveCardProps {
  card: PaymentMethod;
  cards: readonly PaymentMethod[];
  onClose: () => void;
}

export function RemoveCard({ card, cards, onClose }: RemoveCardProps) {
  const remove = useMutation<unknown, ApiError>({
    mutationFn: () => api('deletePaymentMethod', { params: { id: card.id } }),
    onSuccess: async () => {
      await refresh('listPaymentMethods');
      onClose();
    },
  });
  const name = cardName(card);
  const next = cards.find(({ id }) => id !== card.id);
  return (
    <Dialog
      alert
      open
      onClose={onClose}
      title={`Remove ${name}`}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
            Remove card
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        It cannot be charged any more, here and at the card processor. Your balance stays, and so does what runs.
        {card.isDefault &&
          (next ? ` ${cardName(next)} becomes the default.` : ' Nothing is topped up without you then.')}
      </p>
      <ProblemNotice error={remove.error} />
    </Dialog>
  );
}
