import { useApi } from '../api/query.ts';
import { useSession } from '../session/session.ts';

/** The saved cards; Stripe allows more, nobody has more. */
export function useCards() {
  const { status } = useSession();
  return useApi('listPaymentMethods', { query: { limit: 100 } }, { enabled: status === 'signed-in' });
}
