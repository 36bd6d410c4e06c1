import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { scanBills } from '../../packages/server/src/jobs/chain-bills.ts';
import { verifyLedger } from '../../packages/server/src/postgres/ledger.ts';
import { HistoryGone } from '../../packages/server/src/tfchain/index.ts';
import { insertRows, noDiscount } from '../invariants/billing-rows.ts';
import { ALPS_FARM, newProvider, type Provider, sum } from '../invariants/provider-scene.ts';
import { newPerson, type Scene, sshKey, startScene, topUp, unitsOf, untilIdle, usd } from '../invariants/scene.ts';
import { type Person, signIn, until } from '../person.ts';
import { problemOf, short } from './refused.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const HOLD_DAYS = 3;

let scene: Scene;
let operator: Person;
let provider: Provider;
let nodeId: number;

beforeAll(async () => {
  scene = await startScene();
  const { clock } = scene.house.sandboxes;
  await clock.set(Math.ceil(clock.now() / DAY_MS) * DAY_MS + 10 * 60_000);
  await clock.freeze(true);
  await scene.admin.query("insert into settings values ('providers', $1, 'epoch', 'test')", [
    { payoutHoldDays: HOLD_DAYS },
  ]);
  await signInAgain();
  const { items } = await operator.call('listNodes', { query: { farmId: ALPS_FARM } });
  nodeId = items.find(({ offerable }) => offerable)?.id ?? 0;
  const nodeIds = items.map(({ id }) => id);
  provider = await newProvider(scene.house, scene.admin, { nodeIds, farmId: ALPS_FARM });
});
afterAll(() => scene?.close());
afterEach(async () => {
  expect(await verifyLedger(scene.store.db)).toMatchObject({ faults: [] });
});

/** A token lives for a day. */
async function signInAgain() {
  operator = await signIn(scene.house, 'operator@demo.test');
  if (provider) provider = { ...provider, ...(await signIn(scene.house, provider.email, provider.password)) };
}
async function advance(seconds: number) {
  await scene.control.post('/clock/advance', { seconds });
  await signInAgain();
  await untilIdle(operator);
}
const earnings = () => provider.call('listEarnings', { query: {} });
const sharesOf = async (nodes: number[]) => {
  const { rows } = await scene.admin.query(
    'select u.provider_share_units as units from usage_records u join deployments d on d.id = u.deployment_id where d.node_id = any($1)',
    [nodes],
  );
  return sum(rows.map(({ units }) => BigInt(units)));
};

/** A machine that ran on the node for some hours of yesterday, at a price that is markup alone: 10 % of it are the share. */
async function soldYesterday(node: number, hours: number, hourlyUnits: bigint) {
  const endMs = Math.floor(scene.house.sandboxes.clock.now() / HOUR_MS) * HOUR_MS - 5 * HOUR_MS;
  const id = randomUUID();
  const row = {
    id,
    userId: randomUUID(),
    farmId: ALPS_FARM,
    hourlyUnits,
    gridHourlyUnits: 0n,
    providerSharePercent: 10,
    keptHourlyUnits: null,
    suspensions: [],
    ...noDiscount,
  };
  await insertRows(scene.admin, [{ ...row, fromMs: endMs - hours * HOUR_MS, untilMs: endMs }]);
  await scene.admin.query('update deployments set node_id = $1 where id = $2', [node, id]);
}

describe('what a provider earns', () => {
  const customer = { email: '', name: `secret-${randomUUID()}` };

  it('is the shares of what ran on the nodes, to the unit; what nobody brought stays with the farm', async () => {
    // 500 dollars of shares, and 7 on a node that nobody listed.
    await soldYesterday(nodeId, 5, 10_000_000_000n);
    await soldYesterday(1, 7, 100_000_000n);
    const person = await newPerson(scene.house);
    customer.email = person.email;
    await topUp(scene, person, '20.00');
    const { id } = await person.call('createDeployment', {
      body: {
        name: customer.name,
        appId: 'vm',
        imageId: 'ubuntu-24.04',
        sizeId: 'small',
        placement: { mode: 'node', nodeId },
        sshKeys: [sshKey],
      },
      idempotencyKey: randomUUID(),
    });
    await until(person, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await advance(3 * 3600);

    const found = await earnings();
    const shares = await sharesOf(found.items.map((node) => node.nodeId));
    expect(shares).toBeGreaterThan(unitsOf(usd('500.0000000')));
    expect(unitsOf(found.pending) + unitsOf(found.held)).toBe(shares);
    // Yesterday was closed at one o'clock; today is open.
    expect(found.held).toEqual(usd('500.0000000'));
    expect(found.pending).toEqual(found.today);
    expect(found.payable).toEqual(usd('0.0000000'));
    const { summary } = await operator.call('listAllPayouts', { query: {} });
    expect(summary.unclaimed).toEqual({ amount: usd('7.0000000'), farms: 1 });
  });

  it("the chain's line is the farmer's part of each bill, as much as the chain has set aside", async () => {
    const found = await earnings();
    const { rows } = await scene.admin.query('select * from chain_bills order by block, event_index');
    expect(rows.map(({ kind, node_id, user_id }) => [kind, node_id, user_id])).toEqual(
      Array(3).fill(['billed', nodeId, provider.id]),
    );
    const { grid } = scene.house.sandboxes;
    const operator = scene.house.marketplace.adapters.chain.signer?.publicKey ?? new Uint8Array();
    expect(sum(rows.map(({ amount_units: units }) => BigInt(units)))).toBe(
      grid?.access.balance(operator).reservedUnits,
    );
    const part = sum(rows.map(({ farmer_units: units }) => BigInt(units)));
    expect(found.items.find((node) => node.nodeId === nodeId)?.chain.tft.replace('.', '')).toBe(
      part.toString().padStart(8, '0'),
    );
    expect(found.chainTotal.usd.amount).toMatch(/^0\.0\d*[1-9]\d*$/);
    expect(found.chainSharing).toEqual({ state: 'shares', specVersion: 157, fromSpecVersion: 152, gaps: [] });
  });

  it('on a runtime that shares nothing with farmers the line says so', async () => {
    await scene.admin.query(`update chain_facts set value = '{"specVersion": 151}' where key = 'runtime'`);
    expect((await earnings()).chainSharing).toMatchObject({ state: 'runtime_too_old', specVersion: 151 });
    await untilIdle(operator);
    expect((await earnings()).chainSharing.state).toBe('shares');
  });

  it('a block that is read twice is counted once', async () => {
    const bills = () => scene.admin.query('select * from chain_bills order by block, event_index');
    const before = (await bills()).rows;
    await scene.admin.query('update chain_scans set next_block = 1');
    await untilIdle(operator);
    expect((await bills()).rows).toEqual(before);
    const { rows } = await scene.admin.query('select next_block from chain_scans');
    expect(Number(rows[0]?.next_block)).toBeGreaterThan(Number(before.at(-1)?.block));
  });

  it('what the node forgot before it was read is a gap with a name, and is counted once it can be read', async () => {
    const { adapters } = scene.house.marketplace;
    const { chain, clock } = adapters;
    const before = (await scene.admin.query('select * from chain_bills order by block, event_index')).rows;
    const forgotten = Number(before[1]?.block) + 1;
    await scene.admin.query('delete from chain_bills');
    await scene.admin.query('update chain_scans set next_block = 1, from_at = $1', [new Date(0)]);
    const pruned = (block: number) =>
      block < forgotten ? Promise.reject(new HistoryGone(`block ${block}`)) : chain.billingBlock(block);
    const read = async (billingBlock: typeof chain.billingBlock) => {
      for (let run = 0; run < 2; run++) await scanBills({ ...adapters, chain: { ...chain, billingBlock } });
    };
    await read(pruned);
    const { chainSharing, month } = await earnings();
    expect(chainSharing.gaps).toMatchObject([{ until: clock.now().toISOString() }]);
    expect(month).toBe(clock.now().toISOString().slice(0, 7));
    const tasks = "select subject, done_at is null as open from operator_tasks where kind = 'chain_history_gap'";
    expect((await scene.admin.query(tasks)).rows).toEqual([{ subject: `block:${forgotten - 1}`, open: true }]);
    expect((await scene.admin.query('select block from chain_bills')).rows).toHaveLength(1);

    await scene.admin.query('update chain_scans set tried_at = $1', [new Date(0)]);
    await read(chain.billingBlock);
    expect((await scene.admin.query('select * from chain_bills order by block, event_index')).rows).toEqual(before);
    expect((await earnings()).chainSharing.gaps).toEqual([]);
    expect((await scene.admin.query(tasks)).rows).toEqual([{ subject: `block:${forgotten - 1}`, open: false }]);
  });

  it('says nothing of the people who use the nodes', async () => {
    const answers = [
      '/provider/earnings',
      '/provider/earnings?format=csv',
      '/provider/statements',
      '/provider/payouts',
    ];
    for (const path of answers) {
      const text = await (await provider.raw('GET', path)).text();
      expect(text).not.toContain(customer.email);
      expect(text).not.toContain(customer.name);
    }
  });

  it('is payable when the days of the hold that is set are over, not a second earlier', async () => {
    const { clock } = scene.house.sandboxes;
    const release = Math.floor(clock.now() / DAY_MS) * DAY_MS + HOLD_DAYS * DAY_MS;
    expect((await earnings()).nextPayable).toEqual({ amount: usd('500.0000000'), at: new Date(release).toISOString() });
    await advance((release - clock.now()) / 1000 - 1);
    expect((await earnings()).payable).toEqual(usd('0.0000000'));
    await advance(1);
    expect((await earnings()).payable).toEqual(usd('500.0000000'));
  });
});

const refused = async (answer: Promise<Response>) => short(await problemOf(answer));

describe('the statement', () => {
  const statement = async (month: string) => {
    const lines = [];
    let cursor: string | undefined;
    for (;;) {
      const page = await provider.call('getProviderStatement', { query: { month, limit: 3, cursor } });
      lines.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      if (!cursor) return { ...page, lines };
    }
  };

  it('adds up over its pages and months, and says what is owed now', async () => {
    const { months, held, payable, inTransit } = await earnings();
    let owed = 0n;
    for (const { month, marketplace } of months.toReversed()) {
      const { opening, closing, lines } = await statement(month);
      expect(unitsOf(opening), month).toBe(owed);
      owed += sum(lines.map(({ amount }) => unitsOf(amount)));
      expect(unitsOf(closing), month).toBe(owed);
      const earned = sum(lines.filter(({ kind }) => kind === 'earning').map(({ amount }) => unitsOf(amount)));
      // All but the hours of days that are not closed.
      expect(earned <= unitsOf(marketplace) && unitsOf(marketplace) - earned < 10_000_000n).toBe(true);
    }
    expect(owed).toBe(unitsOf(held) + unitsOf(payable) + unitsOf(inTransit));
  });

  it('as CSV has a line each, and so have the earnings', async () => {
    const { months } = await earnings();
    const month = months[0]?.month ?? '';
    const rowsOf = async (path: string) =>
      (await (await provider.raw('GET', path)).text()).trim().split('\r\n').slice(1);
    expect(await rowsOf(`/provider/statements?format=csv&month=${month}`)).toHaveLength(
      (await statement(month)).lines.length,
    );
    const nodes = await rowsOf(`/provider/earnings?format=csv&month=${month}`);
    expect(nodes.map((row) => Number(row.split(',')[1]))).toContain(nodeId);
  });

  it('refuses a month that is none', async () => {
    for (const path of ['earnings', 'statements'])
      expect(await refused(provider.raw('GET', `/provider/${path}?month=2026-13`))).toBe('400 validation_failed month');
  });
});
