import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Answer, CallInput } from '../../packages/contract/src/client.ts';
import { type OperationId, operations } from '../../packages/contract/src/operations.ts';
import { problemCodes } from '../../packages/contract/src/problem.ts';
import { routes } from '../../packages/contract/src/routes.ts';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, unitsOf } from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import { ask } from './refused.ts';

let scene: Scene;
let user: Stranger;
const walked = new Set<OperationId>();
beforeAll(async () => {
  scene = await startScene();
  user = await newPerson(scene.house);
});
afterAll(() => scene?.close());

const schemaOf = (id: OperationId): z.ZodObject | undefined => {
  const responses = routes[id].responses as Record<number, { content?: Record<string, { schema: z.ZodObject }> }>;
  return (responses[200] ?? responses[201] ?? responses[202])?.content?.['application/json']?.schema;
};

/** Calls an operation and holds its answer against the contract: no field is missing, wrong or unknown. */
async function walk<Id extends OperationId>(person: Person, id: Id, input?: CallInput<Id>): Promise<Answer<Id>> {
  const answer = await person.call(id, input);
  const schema = schemaOf(id);
  if (schema) expect(pruned(schema, answer), id).toEqual(answer);
  for (const amount of amountsIn(answer)) expect(amount, id).toMatch(/^-?\d+\.\d{7}$/);
  walked.add(id);
  return answer;
}

/** What the schema knows of an answer: unknown fields fall away, so that comparing finds them. */
const pruned = (schema: z.ZodType, answer: unknown) => schema.parse(answer);

function amountsIn(value: unknown): string[] {
  if (value === null || typeof value !== 'object') return [];
  if ('currency' in value && 'amount' in value) return [String(value.amount)];
  return Object.values(value).flatMap(amountsIn);
}

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
    for (const id of ['getHealth', 'getReady', 'getConfig', 'getNodeStats', 'listApps'] as const) await walk(user, id);
    const { items, total, nextCursor } = await walk(user, 'listNodes', { query: { limit: 3 } });
    expect(total).toBeGreaterThan(items.length);
    const next = await walk(user, 'listNodes', { query: { limit: 3, cursor: nextCursor ?? '' } });
    expect(next.items.map(({ id }) => id)).not.toContain(items[0]?.id);
    await walk(user, 'getNode', { params: { id: items[0]?.id ?? 0 } });
    await walk(user, 'getApp', { params: { id: 'vm' } });
    expect((await ask(scene.house, 'GET', '/auth/login')).status).toBe(302);
    expect((await ask(scene.house, 'GET', '/auth/logout')).status).toBe(302);
    walked.add('login').add('logout');
  });

  it("a visitor's quote is computed, not stored", async () => {
    const { name: _name, sshKeys: _keys, ...body } = order;
    const answer = await ask(scene.house, 'POST', '/quotes', { body });
    const quote = schemaOf('createQuote')?.parse(await answer.json());
    expect([answer.status, quote]).toMatchObject([201, { id: null, balance: null }]);
  });

  it('a person and their machine', async () => {
    await walk(user, 'getSession');
    await walk(user, 'getProfile');
    await walk(user, 'updateProfile', {
      body: { name: 'Ada', timeZone: 'Europe/Brussels', emailNotifications: false },
    });
    const key = await walk(user, 'createSshKey', { body: { name: 'laptop', publicKey: sshKey } });
    await walk(user, 'listSshKeys');
    await walk(user, 'deleteSshKey', { params: { id: key.id } });
    const topUpId = await topUp(scene, user, '25.00');
    await walk(user, 'createTopUp', { body: { amount: { currency: 'USD', amount: '5' } }, idempotencyKey: 'elements' });
    await walk(user, 'getTopUp', { params: { id: topUpId } });
    const quote = await walk(user, 'createQuote', { body: order });
    expect(quote.parts.reduce((sum, { hourly }) => sum + unitsOf(hourly), 0n)).toBe(unitsOf(quote.hourly));
    const { id } = await walk(user, 'createDeployment', {
      body: { ...order, quoteId: quote.id ?? '' },
      idempotencyKey: 'web',
    });
    await until(user, 'getDeployment', { params: { id } }, ({ status }) => status === 'running');
    await scene.control.post('/clock/advance', { seconds: 2 * 3600 });
    await scene.runJobs();
    await walk(user, 'getDeployment', { params: { id } });
    await walk(user, 'listDeployments', { query: { status: 'live' } });
    await walk(user, 'listDeploymentEvents', { params: { id }, query: { limit: 2 } });
    expect((await walk(user, 'listDeploymentUsage', { params: { id }, query: {} })).items.length).toBeGreaterThan(1);
    await walk(user, 'getBalance');
    const cap = { monthly: { currency: 'USD' as const, amount: '90.00' }, action: 'stop' as const };
    expect((await walk(user, 'updateDeployment', { params: { id }, body: { name: 'web-2', cap } })).name).toBe('web-2');
    await walk(user, 'updateSpendingCaps', { body: { account: cap } });
    expect((await walk(user, 'getSpendingCaps')).deployments).toHaveLength(1);
    await walk(scene.operator, 'listAllDeployments', { query: {} });
    await walk(user, 'deleteDeployment', { params: { id } });
  });

  it('cards, and a top-up that is not finished', async () => {
    const { method } = await walk(user, 'createPaymentMethod', { body: { paymentMethodId: 'pm_card_visa' } });
    const params = { id: method?.id ?? '' };
    await walk(user, 'setDefaultPaymentMethod', { params });
    expect((await walk(user, 'listPaymentMethods', { query: {} })).items).toEqual([method]);
    const { standing: _, card: __, ...proposed } = await walk(user, 'getAutoRecharge');
    const { enabled, threshold, amount, monthlyCap, paymentMethodId } = proposed;
    const body = { enabled, threshold, amount, monthlyCap, paymentMethodId };
    expect((await walk(user, 'updateAutoRecharge', { body })).standing).toBe('off');
    await walk(user, 'deletePaymentMethod', { params });
    const { items } = await walk(user, 'listTopUps', { query: { unfinished: 'true', limit: 1 } });
    await walk(user, 'cancelTopUp', { params: { id: items[0]?.id ?? '' } });
    const csv = await user.raw('GET', '/payments/top-ups?format=csv');
    expect((await csv.text()).trim().split('\r\n')).toHaveLength(3);
  });

  it('a statement adds up on every page, and as CSV', async () => {
    const lines = [];
    let cursor: string | undefined;
    do {
      const page = await walk(user, 'listTransactions', { query: { limit: 2, ...(cursor ? { cursor } : {}) } });
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

  it('the operator', async () => {
    await walk(scene.operator, 'getOperatorOverview', { query: { days: 7 } });
    await walk(scene.operator, 'listUsers', { query: { limit: 1 } });
    await walk(scene.operator, 'runJobs');
    const signed = await ask(scene.house, 'POST', '/payments/webhook', { body: {} });
    expect(await signed.json()).toMatchObject({ code: 'signature_invalid' });
    walked.add('receiveStripeEvent');
  });

  it('left none out', () => {
    expect(Object.keys(operations).filter((id) => !walked.has(id as OperationId))).toEqual([]);
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
