import { formatUnits, writeDollars } from '@marketplace/core/money';
import { comparePayments, type Finding, ON_THE_WAY_MS } from '@marketplace/core/reconciliation';
import { findSource } from '../../postgres/reconciliation.ts';
import { differingDisputes, differingPayments, type StripeSums, stripeSums } from '../../postgres/stripe-comparison.ts';
import { recordStripeTransaction } from '../../postgres/stripe-transactions.ts';
import type { StripeTransaction } from '../../stripe/books.ts';
import type { Comparison, ComparisonParts } from './comparison.ts';

/** Read again before the last copy ended: clocks differ, and a list may be late. */
const OVERLAP_MS = 24 * 3_600_000;
/** A balance that changes while it is copied is copied again. */
const TRIES = 3;
const CHUNK = 100;

/** Stripe's own books against ours: each payment, refund and dispute, and the balance to the cent. */
export async function compareStripe(parts: ComparisonParts): Promise<Comparison> {
  const { store, clock } = parts;
  const cursorAt = clock.now();
  const balanceUnits = await copyBooks(parts);
  const now = clock.now();
  const payments = comparePayments(await differingPayments(store.db), now.getTime());
  const disputes = await differingDisputes(store.db, now);
  const sums = await stripeSums(store.db);
  const rest = restOnTheWay(sums, now);
  const onTheWayUnits = payments.onTheWayUnits + rest.onTheWayUnits;
  return {
    findings: [...payments.findings, ...disputes, ...rest.findings, ...balanceFindings(balanceUnits, sums)],
    facts: {
      balance: formatUnits(balanceUnits),
      ledger: formatUnits(sums.ledgerUnits),
      onTheWay: formatUnits(onTheWayUnits),
      difference: formatUnits(balanceUnits - sums.ledgerUnits - onTheWayUnits),
      fees: formatUnits(sums.feesUnits),
      transactions: sums.transactions,
    },
    cursorAt,
  };
}

/** Copies what is new and answers the balance that belongs to it. */
async function copyBooks({ store, stripe, clock }: ComparisonParts): Promise<bigint> {
  const cursor = (await findSource(store.db, 'stripe'))?.cursor_at;
  const since = cursor ? new Date(cursor.getTime() - OVERLAP_MS) : undefined;
  const keep = (chunk: StripeTransaction[]) =>
    store.transaction(async (tx) => {
      for (const booked of chunk) await recordStripeTransaction(tx, booked, clock.now());
    });
  for (let attempt = 1; ; attempt++) {
    const before = await stripe.readBalance();
    let chunk: StripeTransaction[] = [];
    for await (const booked of stripe.transactionsSince(since)) {
      chunk.push(booked);
      if (chunk.length < CHUNK) continue;
      await keep(chunk);
      chunk = [];
    }
    await keep(chunk);
    if (attempt === TRIES || before === (await stripe.readBalance())) return before;
  }
}

/** All else that moved at Stripe, such as payouts to providers, must be in the ledger by the same amount. */
function restOnTheWay(sums: StripeSums, now: Date): { findings: Finding[]; onTheWayUnits: bigint } {
  const onTheWayUnits = sums.otherThereUnits - sums.otherHereUnits;
  const fresh = sums.latestOtherAt !== null && now.getTime() - sums.latestOtherAt.getTime() < ON_THE_WAY_MS;
  if (onTheWayUnits === 0n || fresh) return { findings: [], onTheWayUnits };
  return {
    findings: [
      {
        kind: 'clearing_differs',
        subject: 'stripe_clearing',
        expected: `${writeDollars(sums.otherThereUnits)} of other movements at Stripe`,
        found: `${writeDollars(sums.otherHereUnits)} in the ledger`,
      },
    ],
    onTheWayUnits: 0n,
  };
}

/** The copy must make the very balance that Stripe states. */
function balanceFindings(balanceUnits: bigint, { copiedUnits }: StripeSums): Finding[] {
  if (balanceUnits === copiedUnits) return [];
  return [
    {
      kind: 'stripe_balance_differs',
      subject: 'balance',
      expected: `${writeDollars(copiedUnits)} by Stripe's list of transactions`,
      found: `${writeDollars(balanceUnits)} by Stripe's balance`,
    },
  ];
}
