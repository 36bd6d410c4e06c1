import { ApiError } from '@marketplace/contract/client';
import { useEffect, useRef, useState } from 'react';
import { api } from '../api/client.ts';
import { type Attempt, forgetAttempt, isOwn, onAttemptElsewhere, sendAgain, sharedAttempt } from './top-up-attempt.ts';

/**
 * What was begun before the page was loaded, or in another tab, is gone on with instead of being begun again: an attempt
 * whose answer was lost is asked for under its key, one that is over is forgotten.
 */
export function useEarlierAttempt(
  topUpId: string | undefined,
  stay: boolean,
  onFound: (topUpId: string) => void,
): { asking: boolean } {
  const [earlier] = useState(() => (topUpId === undefined ? sharedAttempt() : undefined));
  const [asking, setAsking] = useState(earlier !== undefined);
  const found = useRef(onFound);
  found.current = onFound;
  useEffect(() => {
    if (!earlier) return;
    openTopUp(earlier)
      .then((open) => open !== undefined && found.current(open))
      .catch(() => undefined)
      .finally(() => setAsking(false));
  }, [earlier]);
  const free = useRef(true);
  free.current = topUpId === undefined && !stay;
  useEffect(() => onAttemptElsewhere((id) => free.current && found.current(id)), []);
  return { asking };
}

/** The top-up of an attempt that is not over. */
async function openTopUp(attempt: Attempt): Promise<string | undefined> {
  try {
    if (!(await isOwn(attempt))) return undefined;
    const known = attempt.topUpId;
    const topUp = known ? await api('getTopUp', { params: { id: known } }) : await sendAgain(attempt);
    // What waits for its owner stands in the list of unfinished payments; it is not forced on them.
    if (known === undefined || topUp.status === 'processing') return topUp.id;
    if (topUp.status === 'succeeded' || topUp.status === 'cancelled') forgetAttempt(known);
  } catch (error) {
    const status = error instanceof ApiError ? error.problem.status : 0;
    if (status >= 400 && status < 500) forgetAttempt(attempt.topUpId);
  }
  return undefined;
}
