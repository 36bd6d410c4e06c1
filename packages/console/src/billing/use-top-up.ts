import type { TopUp } from '@marketplace/contract';
import { useEffect, useState } from 'react';
import { refresh, useApi } from '../api/query.ts';

export type TopUpPhase = 'none' | 'open' | 'processing' | 'succeeded' | 'failed';

/** A top-up followed until it is settled. Only the API's answer counts; a confirmed card is still "processing". */
export function useTopUp(id: string | undefined): {
  topUp: TopUp | undefined;
  phase: TopUpPhase;
  /** The card was accepted; the caller names the top-up, which may be younger than the address that was drawn. */
  confirmed: (topUp: Pick<TopUp, 'id'>) => void;
} {
  const [confirmedId, setConfirmedId] = useState(() => remembered());
  const query = useApi(
    'getTopUp',
    { params: { id: id ?? '' } },
    { enabled: id !== undefined, refetchInterval: ({ state }) => pace(state.data, confirmedId === id) },
  );
  const topUp = id === undefined ? undefined : query.data;
  const settled = topUp?.status === 'succeeded';
  useEffect(() => {
    if (settled) void refresh('getBalance', 'listTransactions', 'createQuote');
  }, [settled]);
  const confirmed = (accepted: Pick<TopUp, 'id'>) => {
    remember(accepted.id);
    setConfirmedId(accepted.id);
  };
  return { topUp, phase: phaseOf(topUp, id !== undefined && confirmedId === id), confirmed };
}

function phaseOf(topUp: TopUp | undefined, isConfirmed: boolean): TopUpPhase {
  if (topUp?.status === 'succeeded' || topUp?.status === 'failed') return topUp.status;
  if (isConfirmed || topUp?.status === 'processing') return 'processing';
  return topUp ? 'open' : 'none';
}

/** Each second while money is on its way, slowly while a person is still typing, no more once it is settled. */
function pace(topUp: TopUp | undefined, isConfirmed: boolean): number | false {
  if (topUp?.status === 'succeeded' || topUp?.status === 'failed') return false;
  return isConfirmed || topUp?.status === 'processing' ? 1_000 : 5_000;
}

const KEY = 'confirmed-top-up';
const remembered = (): string | null => sessionStorage.getItem(KEY);
const remember = (id: string): void => sessionStorage.setItem(KEY, id);
