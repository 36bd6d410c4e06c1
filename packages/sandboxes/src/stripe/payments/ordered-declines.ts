import type { DeclineName } from './declines.ts';

/** A decline that waits for the next attempt at a card, whatever the card is. */
export interface OrderedDecline {
  /** A decline code such as `insufficient_funds`; `authentication_required` makes the bank ask for 3D Secure. */
  decline: DeclineName;
  /** How many attempts it strikes. */
  count: number;
  /** Only attempts with this payment method or by this customer. */
  paymentMethod?: string;
  customer?: string;
}

export type OrderedDeclines = ReturnType<typeof createOrderedDeclines>;

/** Each attempt at a card meets at most one, the oldest first. They do not outlive a restart. */
export function createOrderedDeclines() {
  let waiting: OrderedDecline[] = [];
  return {
    add(order: Omit<OrderedDecline, 'count'> & { count?: number }): OrderedDecline {
      const added = { ...order, count: order.count ?? 1 };
      waiting.push(added);
      return added;
    },
    clear(): void {
      waiting = [];
    },
    list(): readonly OrderedDecline[] {
      return waiting;
    },
    take(attempt: { paymentMethod: string; customer: string | null }): DeclineName | undefined {
      const order = waiting.find(
        ({ paymentMethod = attempt.paymentMethod, customer = attempt.customer }) =>
          paymentMethod === attempt.paymentMethod && customer === attempt.customer,
      );
      if (!order) return undefined;
      order.count -= 1;
      waiting = waiting.filter(({ count }) => count > 0);
      return order.decline;
    },
  };
}
