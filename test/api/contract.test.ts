import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OperationId, operations } from '../../packages/contract/src/operations.ts';
import { problemCodes } from '../../packages/contract/src/problem.ts';
import { routes } from '../../packages/contract/src/routes.ts';
import { createMnemonic, signerFromMnemonic } from '../../packages/server/src/tfchain/index.ts';
import { answerSchema } from '../answers.ts';
import { insertRows, randomRows } from '../invariants/billing-rows.ts';
import { earnedLongAgo, newProvider, type Provider } from '../invariants/provider-scene.ts';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, unitsOf } from '../invariants/scene.ts';
import { until } from '../person.ts';
import { isTest, readRepository } from '../tidy/source-file.ts';
import { walkNodePool, walkProviders } from './contract-providers.ts';
import { ask } from './refused.ts';
import { expectSorted, sortedLists } from './sorted-lists.ts';

let scene: Scene;
let user: Stranger;
let provider: Provider;
beforeAll(async () => {
  scene = await startScene();
  user = await newPerson(scene.house);
});
afterAll(() => scene?.close());

const order = {
  name: 'web',
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' as const },
  sshKeys: [sshKey],
};

describe('a walk through every operation answers what the contract says', () => {
  it('public', async () => {
    for (const id of ['getHealth', 'getReady', 'getConfig', 'getNodeStats', 'listApps'] as const) await user.call(id);
    const { items, total, nextCursor } = await user.call('listNodes', { query: { limit: 3 } });
    expect(total).toBeGreaterThan(items.length);
    const next = await user.call('listNodes', { query: { limit: 3, cursor: nextCursor ?? '' } });
    expect(next.items.map(({ id }) => id)).not.toContain(items[0]?.id);
    await user.call('getNode', { params: { id: items[0]?.id ?? 0 } });
    await user.call('getApp', { params: { id: 'vm' } });
    expect((await ask(scene.house, 'GET', '/auth/login')).status).toBe(302);
    expect((await ask(scene.house, 'GET', '/auth/logout')).status).toBe(302);
  });

  it("a visitor's quote is computed, not stored", async () => {
    const { name: _name, sshKeys: _keys, ...body } = order;
    const answer = await ask(scene.house, 'POST', '/quotes', { body });
    const quote = answerSchema('createQuote')?.parse(await answer.json());
    expect([answer.status, quote]).toMatchObject([201, { id: null, balance: null }]);
  });

  it('a person and their machine', async () => {
    await user.call('getSession');
    await user.call('getProfile');
    await user.call('updateProfile', {
      body: { name: 'Ada', timeZone: 'Europe/Brussels', emailNotifications: false },
    });
    const key = await user.call('createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await user.call('listSshKeys');
    await user.call('deleteSshKey', { params: { id: key.id } });
    const topUpId = await topUp(scene, user, '25.00');
    await user.call('createTopUp', { body: { amount: { currency: 'USD', amount: '5' } }, idempotencyKey: 'elements' });
    await user.call('getTopUp', { params: { id: topUpId } });
    const quote = await user.call('createQuote', { body: order });
    expect(quote.parts.reduce((sum, { hourly }) => sum + unitsOf(hourly), 0n)).toBe(unitsOf(quote.hourly));
    const { id } = await user.call('createDeployment', {
      body: { ...order, quoteId: quote.id ?? '' },
      idempotencyKey: 'web',
    });
    await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await scene.control.post('/clock/advance', { seconds: 2 * 3600 });
    await scene.runJobs();
    await user.call('getDeployment', { params: { id } });
    await user.call('listDeployments', { query: { status: 'live' } });
    await user.call('listDeploymentEvents', { params: { id }, query: { limit: 2 } });
    expect((await user.call('listDeploymentUsage', { params: { id }, query: {} })).items.length).toBeGreaterThan(1);
    await user.call('getBalance');
    const cap = { monthly: { currency: 'USD' as const, amount: '90.00' }, action: 'stop' as const };
    expect((await user.call('updateDeployment', { params: { id }, body: { name: 'web-2', cap } })).name).toBe('web-2');
    await user.call('updateSpendingCaps', { body: { account: cap } });
    expect((await user.call('getSpendingCaps')).deployments).toHaveLength(1);
    await scene.operator.call('listAllDeployments', { query: {} });
    await user.call('deleteDeployment', { params: { id } });
  });

  it('cards, and a top-up that is not finished', async () => {
    const { method } = await user.call('createPaymentMethod', { body: { paymentMethodId: 'pm_card_visa' } });
    const params = { id: method?.id ?? '' };
    await user.call('setDefaultPaymentMethod', { params });
    expect((await user.call('listPaymentMethods', { query: {} })).items).toEqual([method]);
    const { standing: _, card: __, ...proposed } = await user.call('getAutoRecharge');
    const { enabled, threshold, amount, monthlyCap, paymentMethodId } = proposed;
    const body = { enabled, threshold, amount, monthlyCap, paymentMethodId };
    expect((await user.call('updateAutoRecharge', { body })).standing).toBe('off');
    await user.call('deletePaymentMethod', { params });
    const { items } = await user.call('listTopUps', { query: { unfinished: 'true', limit: 1 } });
    await user.call('cancelTopUp', { params: { id: items[0]?.id ?? '' } });
    const csv = await user.raw('GET', '/payments/top-ups?format=csv');
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(3);
  });

  it('a statement adds up on every page, and as CSV', async () => {
    const lines = [];
    let cursor: string | undefined;
    do {
      const page = await user.call('listTransactions', { query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      lines.push(...page.items);
      cursor = page.nextCursor ?? undefined;
      expect(
        unitsOf(page.opening) + lines.reduce((sum, { amount }) => sum + unitsOf(amount), 0n) === unitsOf(page.closing),
      ).toBe(cursor === undefined);
    } while (cursor);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const { available, held } = await user.call('getBalance');
    expect(lines.reduce((sum, { amount }) => sum + unitsOf(amount), 0n)).toBe(unitsOf(available) + unitsOf(held));
    const csv = await user.raw('GET', '/transactions?format=csv');
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(lines.length + 1);
  });

  it('refunds, credits and whether the books agree', async () => {
    const { operator } = scene;
    const usd = { currency: 'USD' as const, amount: '5.00' };
    const { id } = await user.call('getProfile');
    const [topUpOf] = (await operator.call('listAllTopUps', { query: { q: user.email, status: 'succeeded' } })).items;
    const refund = { topUpId: topUpOf?.id ?? '', amount: usd, reason: 'as agreed' };
    await operator.call('createRefund', { body: refund, idempotencyKey: 'refund' });
    await operator.call('liftRechargeBlock', { params: { id }, body: { reason: 'nothing to lift' } });
    await operator.call('grantCredit', {
      params: { id },
      body: { amount: usd, reason: 'gift' },
      idempotencyKey: 'gift',
    });
    const coupon = await operator.call('createCoupon', { body: { amount: usd }, idempotencyKey: 'coupon' });
    const params = { id: coupon.id };
    await user.call('redeemCoupon', { body: { code: coupon.code }, idempotencyKey: 'redeem' });
    expect((await user.call('listCredits', { query: { limit: 1 } })).items).toHaveLength(1);
    await operator.call('listCouponRedemptions', { params, query: {} });
    await operator.call('deactivateCoupon', { params, body: { reason: 'was leaked' } });
    await operator.call('runReconciliation');
    await scene.runJobs();
    await operator.call('getReconciliation');
    for (const list of ['listRefunds', 'listDisputes', 'listAllCredits', 'listCoupons'] as const)
      await operator.call(list, { query: {} });
    await operator.call('listReconciliationFindings', { query: { status: 'all' } });
    const lists = ['top-ups', 'refunds', 'disputes', 'credits', 'coupons', 'reconciliation/findings'];
    for (const list of [...lists, `coupons/${coupon.id}/redemptions`]) {
      const csv = await operator.raw('GET', `/operator/${list}?format=csv`);
      expect([csv.status, csv.headers.get('content-type')], list).toEqual([200, 'text/csv; charset=utf-8']);
    }
  });

  it('settings, prices and legal texts', async () => {
    const { operator } = scene;
    const { maintenanceMode, brand } = await operator.call('getSettings');
    await operator.call('updateSettings', {
      body: { maintenanceMode: { version: maintenanceMode.version, value: maintenanceMode.value } },
    });
    const { active, lastVersion } = await operator.call('getPricing');
    const { rule } = active;
    await operator.call('previewPrices', { body: { rule } });
    const effectiveAt = new Date(scene.house.sandboxes.clock.now() + 3_600_000).toISOString();
    const { scheduled } = await operator.call('publishPrices', { body: { basedOn: lastVersion, rule, effectiveAt } });
    await operator.call('listPriceVersions', { query: {} });
    await operator.call('withdrawPrices', { params: { version: scheduled[0]?.version ?? 0 } });
    await user.call('getLegalDocument', { params: { kind: 'privacy' }, query: { version: 1 } });
    await operator.call('publishLegalDocument', {
      params: { kind: 'privacy' },
      body: { basedOn: 1, title: 'Privacy', text: 'All of it.' },
    });
    expect(brand.value.logoUrl).toBeNull();
    expect((await ask(scene.house, 'GET', `/brand/logos/${'0'.repeat(64)}`)).status).toBe(404);
  });

  it('the operator', async () => {
    await scene.operator.call('getOperatorOverview', { query: { days: 7 } });
    await scene.operator.call('listUsers', { query: { limit: 1 } });
    await scene.operator.call('runJobs');
    const signed = await ask(scene.house, 'POST', '/payments/webhook', { body: {} });
    expect(await signed.json()).toMatchObject({ code: 'signature_invalid' });
  });

  it('a provider, from the account to the end of the partnership', () => walkProviders(scene, user));

  it('a provider, paid by the operator', async () => {
    provider = await newProvider(scene.house, scene.admin, { nodeIds: [1, 2, 3], farmId: 1 });
    await earnedLongAgo(scene.store, provider, 1_200_000_000n);
    await provider.call('listEarnings', { query: {} });
    expect((await provider.call('getProviderStatement', { query: { month: '1970-01' } })).items).toHaveLength(1);
    const { address } = signerFromMnemonic(createMnemonic());
    await provider.call('setPayoutAddress', { body: { address } });
    await provider.call('getPayoutAddress');
    const amount = { currency: 'USD' as const, amount: '60' };
    await provider.call('createPayout', { body: { amount }, idempotencyKey: 'payout' });
    await provider.call('listPayouts', { query: { limit: 1 } });
    const run = await scene.operator.call('createPayoutRun', { idempotencyKey: 'run' });
    await scene.operator.call('listAllPayouts', { query: { runId: run.id } });
    await until(scene.operator, 'getPayoutRun', { params: { id: run.id } }, ({ finished }) => finished);
    await scene.operator.call('getPayoutRun', { params: { id: run.id } });
    // As if the chain had forgotten what became of one: only such a payout is decided by hand.
    const other = await provider.call('createPayout', { body: { amount }, idempotencyKey: 'other' });
    await scene.admin.query(
      "update payouts set status = 'unclear', reason = 'forgotten', run_id = $1, tft_units = 1 where id = $2",
      [run.id, other.id],
    );
    const body = { outcome: 'paid' as const, reason: 'seen on the chain' };
    expect((await scene.operator.call('resolvePayout', { params: { id: other.id }, body })).status).toBe('paid');
  });

  it('the nodes that providers brought', () => walkNodePool(scene, provider));

  it('lists in every order that they offer', async () => {
    const endMs = scene.house.sandboxes.clock.now();
    await insertRows(scene.admin, randomRows({ seed: 1, count: 12, users: 4, endMs, hours: 5 }));
    // Nothing of it is charged meanwhile.
    await scene.admin.query(
      "update deployments set billing_from = null, billed_until = null, billing_until = null where name like 'd-%'",
    );
    expect(sortedLists.length).toBeGreaterThan(12);
    for (const { id, access, sorts } of sortedLists)
      await expectSorted(access === 'cloud-operator' ? scene.operator : provider, id, sorts);
  });

  it('left none out: a test calls each operation, by its name or by its address', () => {
    const tests = readRepository(fileURLToPath(new URL('../..', import.meta.url))).filter(({ path }) => isTest(path));
    const isCalled = (id: OperationId) => {
      const [method, path] = operations[id];
      const address = path.replaceAll(/\{\w+\}/g, '[^\'"`?/]+');
      const asked = new RegExp(`'${method.toUpperCase()}',\\s*['"\`]${address}['"\`?]`);
      return tests.some(({ text }) => text.includes(`'${id}'`) || asked.test(text));
    };
    const uncalled = (Object.keys(operations) as OperationId[]).filter((id) => !isCalled(id));
    expect(uncalled).toEqual([]);
    expect(Object.keys(routes).sort()).toEqual(Object.keys(operations).sort());
  });
});

interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; security: unknown[]; tags: string[] }>
  >;
  components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

describe('the OpenAPI document', () => {
  const read = async () => (await (await ask(scene.house, 'GET', '/openapi.json')).json()) as Document;

  it('is version 3.1 and names every operation once', async () => {
    const document = await read();
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: '/api/v1' }]);
    const found = Object.entries(document.paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { operationId }]) => [operationId, [method, path]]),
    );
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(Object.entries(operations)));
    expect(found).toHaveLength(Object.keys(operations).length);
  });

  it('says of each what it answers, and who may call it', async () => {
    const { paths, components } = await read();
    expect(components.securitySchemes).toHaveProperty('bearer');
    for (const [path, item] of Object.entries(paths))
      for (const [method, operation] of Object.entries(item)) {
        const statuses = Object.keys(operation.responses);
        expect(
          statuses.some((status) => /^[23]\d\d$/.test(status)),
          `${method} ${path}`,
        ).toBe(true);
        expect(operation.tags, path).toHaveLength(1);
        const needsToken = operation.security.length > 0;
        expect(needsToken, `${method} ${path}`).toBe(
          routes[operation.operationId as OperationId]['x-access'] !== 'public',
        );
        if (needsToken) expect(statuses, path).toContain('401');
      }
  });

  it('leads nowhere that is not there', async () => {
    const document = await read();
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(refs.length).toBeGreaterThan(20);
    for (const name of refs) expect(document.components.schemas).toHaveProperty([name]);
    expect(JSON.stringify(document.components.schemas.Problem)).toContain(problemCodes[0]);
  });
});
