import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../packages/contract/src/balance.ts';
import type { Dispute, Refund } from '../../packages/contract/src/refunds.ts';
import { usageTransfer } from '../../packages/core/src/ledger/index.ts';
import { postTransfer } from '../../packages/server/src/postgres/ledger.ts';
import { type PaymentScene, startPaymentScene } from './payment-scene.ts';
import { eventually, newPerson, type Stranger, topUp, usd } from './scene.ts';

/** A payment scene with the operator's refunds, and Stripe's own dashboard. */
export interface RefundScene extends PaymentScene {
  /** What somebody does at Stripe's dashboard: a call with the account's key, of which we hear by events alone. */
  atStripe<T>(path: string, form?: Record<string, string>): Promise<T>;
  /** Somebody who paid by card. */
  payer(amount: string, card?: string): Promise<Payer>;
  refund(topUpId: string, amount?: string): Promise<Refund>;
  refundsOf(topUpId: string): Promise<Refund[]>;
  disputesOf(payer: Payer): Promise<Dispute[]>;
  /** Lines of a kind on the statement, oldest first. */
  lines(person: Stranger, kind: Transaction['kind']): Promise<string[]>;
  notices(person: Stranger): Promise<string[]>;
  /** Runs jobs until it is so: events arrive when Stripe sends them. */
  settled(isSo: () => Promise<boolean>): Promise<unknown>;
  /** What a machine would have used up, units. */
  spend(person: Stranger, units: bigint): Promise<void>;
  /** Sum of a system account, units. */
  account(kind: string): Promise<bigint>;
}

export interface Payer extends Stranger {
  topUpId: string;
  paymentIntent: string;
}

export async function startRefundScene(): Promise<RefundScene> {
  const scene = await startPaymentScene();
  const { house, admin, operator } = scene;
  const query = async <T>(text: string, ...values: unknown[]): Promise<T[]> => (await admin.query(text, values)).rows;
  return {
    ...scene,
    async atStripe(path, form = {}) {
      const response = await fetch(`${house.env.STRIPE_API_URL}${path}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${house.env.STRIPE_SECRET_KEY}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: new URLSearchParams(form),
      });
      if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return response.json();
    },
    async payer(amount, card = 'pm_card_visa') {
      const person = await newPerson(house);
      const topUpId = await topUp(scene, person, amount, card);
      return { ...person, topUpId, paymentIntent: await intentOf(topUpId) };
    },
    refund: (topUpId, amount) =>
      operator.call('createRefund', {
        body: { topUpId, reason: 'asked for by the customer', ...(amount ? { amount: usd(amount) } : {}) },
        idempotencyKey: randomUUID(),
      }),
    refundsOf: async (topUpId) => (await operator.call('listRefunds', { query: { topUpId } })).items,
    disputesOf: async ({ email }) => (await operator.call('listDisputes', { query: { q: email } })).items,
    lines: async (person, kind) =>
      (await person.call('listTransactions', { query: { kind } })).items.map(({ amount }) => amount.amount).reverse(),
    notices: async (person) =>
      (
        await query<{ title: string }>(
          'select n.title from notifications n join users u on u.id = n.user_id where u.email = $1 order by n.created_at, n.id',
          person.email,
        )
      ).map(({ title }) => title),
    settled: (isSo) =>
      eventually(async () => {
        await scene.runJobs();
        return (await isSo()) || undefined;
      }),
    async spend(person, units) {
      const { id: userId } = await person.call('getProfile');
      const now = house.marketplace.adapters.clock.now();
      const charge = usageTransfer({
        deploymentId: randomUUID(),
        name: 'web',
        userId,
        farmId: 1,
        hourMs: 0,
        eventAtMs: now.getTime(),
        gridCostUnits: units,
        providerShareUnits: 0n,
        marginUnits: 0n,
      });
      if (charge) await scene.store.transaction((tx) => postTransfer(tx, charge, now));
    },
    account: async (kind) =>
      BigInt(
        (
          await query<{ sum: string }>(
            "select coalesce(sum(e.units), 0) as sum from ledger_entries e join ledger_accounts a on a.id = e.account_id where a.owner = 'system' and a.kind = $1",
            kind,
          )
        )[0]?.sum ?? 0,
      ),
  };

  async function intentOf(topUpId: string): Promise<string> {
    const [row] = await query<{ id: string }>(
      'select stripe_payment_intent_id as id from top_ups where id = $1',
      topUpId,
    );
    return row?.id ?? '';
  }
}
