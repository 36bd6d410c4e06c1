import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { available, type Charge, type PaymentScene, startPaymentScene, type WebhookMode } from './payment-scene.ts';
import { newPerson, type Stranger, unitsOf, usd } from './scene.ts';

let scene: PaymentScene;
beforeAll(async () => {
  scene = await startPaymentScene();
});
afterAll(() => scene?.close());

const PEOPLE = 10;
const TOP_UPS = 200;
const UNITS_PER_CENT = 100_000n;

/** Most pay at once; some are declined, wait for their owner, or take the bank some time. */
const methods = [
  'pm_card_visa',
  'pm_card_mastercard',
  'pm_card_visa',
  'pm_card_chargeDeclined',
  'pm_card_amex',
  'pm_card_authenticationRequired',
  'pm_usBankAccount_success',
  'pm_card_visa_chargeDeclinedInsufficientFunds',
];
const modes: WebhookMode[] = ['duplicate', 'reverse', 'drop', 'hold', 'normal'];

interface Attempt {
  person: Stranger;
  /** Cents of its own, so that no two can be taken for each other. */
  amount: string;
  method: string;
  key: string;
}

const attempts = (people: readonly Stranger[]): Attempt[] =>
  Array.from({ length: TOP_UPS }, (_, at) => ({
    person: people[at % PEOPLE] as Stranger,
    amount: `${5 + (at % 50)}.${String(at % 100).padStart(2, '0')}`,
    method: methods[at % methods.length] ?? '',
    key: randomUUID(),
  }));

const send = ({ person, amount, method, key }: Attempt) =>
  person.call('createTopUp', { body: { amount: usd(amount), paymentMethodId: method }, idempotencyKey: key });

it('200 top-ups in flight with duplicated, reordered and lost webhooks end with every cent right', async () => {
  const people = await Promise.all(Array.from({ length: PEOPLE }, () => newPerson(scene.house)));
  const all = attempts(people);
  await throughTheStorm(all);
  await scene.release('reverse');
  // What was lost is found by asking: at first after ten minutes, and once more for what was still with a bank.
  for (const _ of [1, 2]) {
    await scene.control.post('/clock/advance', { seconds: 11 * 60 });
    await scene.runJobs();
  }

  const charged = (await scene.control.get<{ charges: Charge[] }>('/stripe/ledger')).charges.filter(
    ({ status }) => status === 'succeeded',
  );
  const byTopUp = new Map(charged.map((charge) => [charge.metadata.top_up_id, BigInt(charge.amount) * UNITS_PER_CENT]));
  expect(byTopUp.size, 'no top-up was charged twice').toBe(charged.length);
  expect(charged).toHaveLength(all.filter(({ method }) => !/Declined|authentication/.test(method)).length);
  for (const person of people) await isRight(person, byTopUp);
  expect((await verifyLedger(scene.store.db)).faults).toEqual([]);
  const { rows: tasks } = await scene.admin.query('select kind from operator_tasks');
  expect(tasks).toEqual([]);
}, 120_000);

/** Requests twice at once, or again after a silence, while the news of each wave goes astray in another way. */
async function throughTheStorm(all: readonly Attempt[]): Promise<void> {
  const size = all.length / modes.length / 2;
  for (let from = 0, wave = 0; from < all.length; from += size, wave++) {
    await scene.mode(modes[wave % modes.length] ?? 'normal');
    if (wave % 2 === 0) await scene.fault('timeoutAfterEffect', 50);
    if (wave % 3 === 0) await scene.fault('error500', 0);
    const sent = all.slice(from, from + size).flatMap((attempt, at) => (at % 3 === 0 ? [attempt, attempt] : [attempt]));
    const answers = await Promise.allSettled(sent.map(send));
    // Of some waves nobody asks again: the sweep has to find what was charged.
    for (const [at, { status }] of answers.entries())
      if (status === 'rejected' && wave % 4 !== 0) await send(sent[at] as Attempt);
  }
}

/** What was credited is exactly what was charged, line by line and in the sum. */
async function isRight(person: Stranger, byTopUp: ReadonlyMap<string | undefined, bigint>): Promise<void> {
  const topUps = (await person.call('listTopUps', { query: { limit: 100 } })).items;
  const credits = (await person.call('listTransactions', { query: { kind: 'top_up', limit: 100 } })).items;
  const credited = new Map(credits.map((line) => [line.topUpId, unitsOf(line.amount)]));
  expect(credited.size, 'no top-up was credited twice').toBe(credits.length);
  const paid = new Map(topUps.flatMap(({ id }) => (byTopUp.has(id) ? [[id, byTopUp.get(id)] as const] : [])));
  expect(credited).toEqual(paid);
  expect(new Set(topUps.filter(({ status }) => status === 'succeeded').map(({ id }) => id))).toEqual(
    new Set(paid.keys()),
  );
  const sum = [...paid.values()].reduce((total = 0n, units = 0n) => total + units, 0n) ?? 0n;
  expect(BigInt((await available(person)).replace('.', ''))).toBe(sum);
}
