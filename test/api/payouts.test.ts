import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { createMnemonic, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import { ALPS_FARM, earnedLongAgo, newProvider, type Provider } from '../invariants/provider-scene.ts';
import { eventually, newPerson, type Scene, startScene, unitsOf, usd } from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import { problemOf, short } from './refused.ts';

let scene: Scene;
let provider: Provider;
const newAccount = () => signerFromMnemonic(createMnemonic());
const account = newAccount();

beforeAll(async () => {
  scene = await startScene();
  await scene.control.post('/clock/freeze', { frozen: true });
  provider = await newProvider(scene.house, scene.admin, { nodeIds: [], farmId: ALPS_FARM });
  await earnedLongAgo(scene.store, provider, 5_000_000_000n);
});
afterAll(() => scene?.close());
afterEach(async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});

const earnings = () => provider.call('listEarnings', { query: {} });
const refused = async (answer: Promise<Response>) => short(await problemOf(answer));
const askFor = (amount: string, key = randomUUID(), person: Person = provider) =>
  person.raw('POST', '/provider/payouts', { amount: usd(amount) }, { 'idempotency-key': key });
const startRun = (key = randomUUID()) =>
  scene.operator.raw('POST', '/operator/payout-runs', undefined, { 'idempotency-key': key });
/** Until it is known here: only finalized blocks are believed. */
async function setPrice(musd: number) {
  await scene.control.post('/grid/tft-price', { musd });
  await eventually(async () => {
    await scene.runJobs();
    const { summary } = await scene.operator.call('listAllPayouts', { query: {} });
    return summary.tftPriceUsd === `0.0${String(musd).padStart(2, '0')}0000` || undefined;
  });
}
const balanceOf = (publicKey: Uint8Array) => scene.house.sandboxes.grid?.access.balance(publicKey).freeUnits ?? 0n;

describe('the payout address', () => {
  it.each([
    ['a mistyped one', account.address.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'))],
    ['one of another chain', '1K7xCgioN86c9dKsRw199q9rczehJZ95VjVAHzMZ62XBXvN'],
    ["the marketplace's own", ''],
  ])('%s is refused', async (_, address) => {
    const own = scene.house.marketplace.adapters.chain.signer?.address;
    const body = { address: address || own };
    expect(await refused(provider.raw('PUT', '/provider/payout-address', body))).toBe('400 validation_failed address');
    expect((await provider.call('getPayoutAddress')).address).toBeNull();
    expect(await refused(askFor('20'))).toBe('409 payout_address_missing');
  });

  it('a change is audited and told by mail; the same again is no change', async () => {
    for (let time = 0; time < 2; time++)
      await provider.call('setPayoutAddress', { body: { address: account.address } });
    await scene.runJobs();
    const { items } = await scene.control.get<{ items: { subject: string; text: string }[] }>(
      `/mail?to=${provider.email}`,
    );
    const told = items.filter(({ subject }) => /payout address was changed/.test(subject));
    expect(told.map(({ text }) => text.includes(account.address))).toEqual([true]);
    const { rows } = await scene.admin.query(
      "select actor, object, after from audit_log where action = 'payout_address.changed'",
    );
    expect(rows).toEqual([
      { actor: `user:${provider.id}`, object: `user:${provider.id}`, after: { address: account.address } },
    ]);
  });
});

describe('asking for a payout', () => {
  it.each([
    ['9.9999999', '400 amount_out_of_range amount.amount'],
    ['-20', '400 amount_out_of_range amount.amount'],
    ['500.0000001', '409 payout_exceeds_payable'],
  ])('%s dollars: %s', async (amount, expected) => {
    expect(await refused(askFor(amount))).toBe(expected);
  });

  it('needs a key, and the role', async () => {
    const body = { amount: usd('20') };
    expect(await refused(provider.raw('POST', '/provider/payouts', body))).toBe(
      '400 idempotency_key_required idempotency-key',
    );
    const person = await newPerson(scene.house);
    expect(await refused(askFor('20', randomUUID(), person))).toBe('403 forbidden');
  });

  it('many at once never take more than is payable, and one key takes once', async () => {
    const key = randomUUID();
    const answers = await Promise.all([
      ...Array.from({ length: 3 }, () => askFor('130', key)),
      ...Array.from({ length: 5 }, () => askFor('130')),
    ]);
    const payouts = await provider.call('listPayouts', { query: {} });
    expect(payouts.items.map(({ status, amount, address }) => [status, amount.amount, address])).toEqual(
      Array(3).fill(['pending', '130.0000000', account.address]),
    );
    const same = await Promise.all(answers.slice(0, 3).map((answer) => answer.json()));
    expect(new Set(same.map(({ id, code }) => id ?? code)).size).toBe(1);
    const { payable, inTransit } = await earnings();
    expect([payable, inTransit]).toEqual([usd('110.0000000'), usd('390.0000000')]);
  });

  it('a later change of the address does not move what was asked for before', async () => {
    await provider.call('setPayoutAddress', { body: { address: newAccount().address } });
    const { items } = await provider.call('listPayouts', { query: {} });
    expect(items.every(({ address }) => address === account.address)).toBe(true);
    await provider.call('setPayoutAddress', { body: { address: account.address } });
  });
});

describe('a payout run', () => {
  it.each([
    [
      'the price is old',
      "update chain_facts set seen_at = seen_at - interval '11 minutes' where key = 'tft_price'",
      '503 price_too_old',
    ],
    [
      'the float is too small',
      `update chain_facts set value = value || '{"usableUnits": "1"}' where key = 'operator_account'`,
      '409 float_too_small',
    ],
  ])('sends nothing when %s', async (_, statement, expected) => {
    await scene.runJobs();
    await scene.admin.query(statement);
    expect(await refused(startRun())).toBe(expected);
    expect((await provider.call('listPayouts', { query: { status: 'pending' } })).items).toHaveLength(3);
    await scene.runJobs();
  });

  it('asked for five times at once pays each payout once, exactly', async () => {
    const key = randomUUID();
    const answers = await Promise.all([...Array.from({ length: 3 }, () => startRun(key)), startRun(), startRun()]);
    const bodies = await Promise.all(answers.map((answer) => answer.json()));
    const runs = new Set(bodies.flatMap(({ id }) => (id ? [id] : [])));
    expect(runs.size).toBe(1);
    const [id = ''] = runs;
    const run = await until(scene.operator, 'getPayoutRun', { params: { id } }, ({ finished }) => finished);
    // 390 dollars at 10 mUSD, by three transfers.
    expect(run).toMatchObject({ payouts: 3, byStatus: { paid: 3 }, tft: '39000.0000000', tftPriceUsd: '0.0100000' });
    expect(balanceOf(account.publicKey)).toBe(390_000_000_000n);
    const { items } = await provider.call('listPayouts', { query: {} });
    expect(new Set(items.map(({ extrinsicHash }) => extrinsicHash)).size).toBe(3);
    expect((await earnings()).paid).toEqual(usd('390.0000000'));
    expect(await refused(startRun())).toBe('409 no_payout_waiting');
  });

  it('what leaves in TFT stands in the books with its fee, against the dollars that are owed no more', async () => {
    const { rows } = await scene.admin.query(
      `select a.kind, a.asset, sum(e.units)::text as units from ledger_entries e join ledger_accounts a on a.id = e.account_id
       where a.owner = 'system' and a.kind in ('fx', 'treasury_tft', 'chain_fees') group by 1, 2 order by 1, 2`,
    );
    const { rows: fees } = await scene.admin.query('select sum(fee_units)::text as units from payouts');
    const fee = BigInt(fees[0]?.units ?? 0);
    expect(fee).toBeGreaterThan(0n);
    expect(rows).toEqual([
      { kind: 'chain_fees', asset: 'TFT', units: String(-fee) },
      { kind: 'fx', asset: 'TFT', units: '-390000000000' },
      { kind: 'fx', asset: 'USD', units: '3900000000' },
      { kind: 'treasury_tft', asset: 'TFT', units: String(390_000_000_000n + fee) },
    ]);
  });

  it('what the chain refuses is payable again, with the reason, and a task', async () => {
    // At 1 mUSD 110 dollars are 110,000 TFT: more than is there, but the run is told otherwise.
    await setPrice(1);
    const { id } = await (await askFor('110')).json();
    await scene.admin.query(
      `update chain_facts set value = value || '{"usableUnits": "9000000000000"}' where key = 'operator_account'`,
    );
    expect((await startRun()).status).toBe(201);
    const returned = { query: { status: 'returned' as const } };
    const { items } = await until(provider, 'listPayouts', returned, (list) => list.items.length > 0);
    expect(items).toMatchObject([{ id, reason: "The marketplace's account on the chain could not pay it." }]);
    const { payable, inTransit } = await earnings();
    expect([payable, inTransit]).toEqual([usd('110.0000000'), usd('0.0000000')]);
    const { rows } = await scene.admin.query(
      "select subject, done_at from operator_tasks where kind = 'payout_returned'",
    );
    expect(rows).toEqual([{ subject: `payout:${id}`, done_at: null }]);
    await setPrice(10);
  });

  it('whose outcome the chain no longer tells is decided by the operator, once', async () => {
    const { id } = await (await askFor('110')).json();
    await scene.control.post('/grid/faults', { target: 'chain', kind: 'silence', count: 1000 });
    await scene.runJobs();
    expect((await startRun()).status).toBe(201);
    await eventually(async () => {
      const { rows } = await scene.admin.query('select status from chain_submissions where payout_id = $1', [id]);
      return rows[0]?.status === 'signed' || undefined;
    });
    await scene.admin.query(
      `update chain_submissions set status = 'expired', result = '{"why": "history_gone"}' where payout_id = $1`,
      [id],
    );
    const unclear = async () => (await scene.operator.call('listAllPayouts', { query: { status: 'unclear' } })).items;
    await scene.runJobs();
    expect(await unclear()).toMatchObject([{ id, provider: { email: provider.email } }]);
    scene.house.sandboxes.grid?.access.faults.clear();
    const decide = (outcome: string) =>
      scene.operator.raw('POST', `/operator/payouts/${id}/resolution`, { outcome, reason: 'Not found on the chain' });
    const answers = await Promise.all([decide('returned'), decide('paid'), decide('returned')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await refused(decide('paid'))).toBe('409 payout_decided');
    expect(await unclear()).toEqual([]);
    const { rows } = await scene.admin.query("select resolution from operator_tasks where kind = 'payout_unclear'");
    expect(rows).toHaveLength(1);
    expect(rows[0]?.resolution).toMatch(/: Not found on the chain$/);
  });

  it('of somebody else, or unknown, is not there', async () => {
    const other = await newProvider(scene.house, scene.admin, { nodeIds: [], farmId: ALPS_FARM });
    expect((await other.call('listPayouts', { query: {} })).items).toEqual([]);
    expect((await other.call('getProviderStatement', { query: {} })).items).toEqual([]);
    const unknown = randomUUID();
    expect(await refused(scene.operator.raw('GET', `/operator/payout-runs/${unknown}`))).toBe('404 not_found');
    const body = { outcome: 'paid', reason: 'x' };
    expect(await refused(scene.operator.raw('POST', `/operator/payouts/${unknown}/resolution`, body))).toBe(
      '404 not_found',
    );
  });
});

it('payouts stand in the statement and in a CSV, each once, and nothing else changed what is owed', async () => {
  const { items, closing } = await provider.call('getProviderStatement', { query: {} });
  const paid = items.filter(({ kind }) => kind === 'payout');
  const payouts = (await provider.call('listPayouts', { query: { status: 'paid' } })).items;
  expect(paid.map(({ payoutId }) => payoutId).sort()).toEqual(payouts.map(({ id }) => id).sort());
  expect(items).toHaveLength(paid.length);
  const { held, payable, inTransit } = await earnings();
  expect(unitsOf(closing)).toBe(unitsOf(held) + unitsOf(payable) + unitsOf(inTransit));
  const csv = await (await provider.raw('GET', '/provider/payouts?format=csv&status=paid')).text();
  const rows = csv.trim().split('\r\n').slice(1);
  expect(rows.map((row) => row.split(',').slice(2, 6).join())).toEqual(
    expect.arrayContaining(Array(3).fill('paid,130.0000000,13000.0000000,0.0100000')),
  );
  expect(rows).toHaveLength(payouts.length);
});
