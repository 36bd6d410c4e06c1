import type { TopUp } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { formatMoney } from '../ui/money.ts';
import { forgetAttempt } from './top-up-attempt.ts';

/** Ends a payment that is not made; nothing is lost by it, so nobody is asked twice. */
export function CancelTopUp({ topUp, small }: { topUp: TopUp; small?: boolean }) {
  const cancel = useMutation<TopUp, ApiError>({
    mutationFn: () => api('cancelTopUp', { params: { id: topUp.id } }),
    onSuccess: (after) => {
      forgetAttempt(topUp.id);
      queryClient.setQueryData(apiKey('getTopUp', { params: { id: topUp.id } }), after);
      void refresh('listTopUps');
    },
    onError: () => void refresh('getTopUp', 'listTopUps'),
  });
  const asked = topUp.cancelRequestedAt !== null;
  return (
    <>
      <ProblemNotice error={cancel.error} />
      <Button
        kind={small ? 'quiet' : 'secondary'}
        small={small ?? false}
        busy={cancel.isPending || asked}
        aria-label={`Cancel payment of ${formatMoney(topUp.amount)}`}
        onClick={() => cancel.mutate()}
      >
        {small ? 'Cancel' : 'Cancel payment'}
      </Button>
    </>
  );
}
