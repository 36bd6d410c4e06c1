import type { TopUp } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useEffect, useState } from 'react';
import { refresh, useApi } from '../api/query.ts';
import { forgetAttempt } from './top-up-attempt.ts';

export type TopUpPhase = 'none' | 'open' | 'processing' | 'succeeded' | 'failed' | 'cancelled';

/** A top-up followed until it is settled. Only the API's answer counts; a confirmed card is still "processing". */
export function useTopUp(id: string | undefined): {
  topUp: TopUp | undefined;
  /** Why it is not known: there is no such top-up, or it could not be asked for. */
  error: ApiError | null;
  phase: TopUpPhase;
  /** The card was accepted; the caller names the top-up, which may be younger than the address that was drawn. */
  confirmed: (topUp: Pick<TopUp, 'id'>) => void;
} {
  const [confirmedId, setConfirmedId] = useState(() => remembered());
  /** A top-up that was declined before and accepted just now is "failed" until the news of it has arrived. */
  const [retried, setRetried] = useState<{ id: string; untilMs: number }>();
  const isRetried = (topUp: TopUp | undefined) =>
    topUp?.status === 'failed' && retried?.id === topUp.id && Date.now() < retried.untilMs;
  const query = useApi(
    'getTopUp',
    { params: { id: id ?? '' } },
    {
      enabled: id !== undefined,
      refetchInterval: ({ state }) => (isRetried(state.data) ? 1_000 : pace(state.data, confirmedId === id)),
    },
  );
  const topUp = id === undefined ? undefined : query.data;
  const settled = topUp?.status === 'succeeded';
  const over = settled || topUp?.status === 'cancelled' ? topUp.id : undefined;
  useEffect(() => {
    // The next press of "Pay" is another payment.
    if (over !== undefined) forgetAttempt(over);
    if (settled) void refresh('getBalance', 'listTransactions', 'createQuote', 'listPaymentMethods');
  }, [over, settled]);
  const confirmed = (accepted: Pick<TopUp, 'id'>) => {
    remember(accepted.id);
    setConfirmedId(accepted.id);
    setRetried({ id: accepted.id, untilMs: Date.now() + NEWS_MS });
    void refresh('getTopUp');
  };
  const phase = isRetried(topUp) ? 'processing' : phaseOf(topUp, id !== undefined && confirmedId === id);
  return { topUp, error: topUp ? null : query.error, phase, confirmed };
}

/** The news of a payment has arrived by then. */
const NEWS_MS = 60_000;

type FinalStatus = 'succeeded' | 'failed' | 'cancelled';
const isFinal = (status: TopUp['status']): status is FinalStatus =>
  status === 'succeeded' || status === 'failed' || status === 'cancelled';

function phaseOf(topUp: TopUp | undefined, isConfirmed: boolean): TopUpPhase {
  if (topUp && isFinal(topUp.status)) return topUp.status;
  if (isConfirmed || topUp?.status === 'processing') return 'processing';
  return topUp ? 'open' : 'none';
}

/** Each second while money is on its way, slowly while a person is still typing, no more once it is settled. */
function pace(topUp: TopUp | undefined, isConfirmed: boolean): number | false {
  if (topUp && isFinal(topUp.status)) return false;
  return isConfirmed || topUp?.status === 'processing' ? 1_000 : 5_000;
}

const KEY = 'confirmed-top-up';
const remembered = (): string | null => sessionStorage.getItem(KEY);
const remember = (id: string): void => sessionStorage.setItem(KEY, id);
