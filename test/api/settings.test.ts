import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SettingsChange, SettingsDocument } from '../../packages/contract/src/settings.ts';
import { currentLegalVersion } from '../../packages/server/src/postgres/legal.ts';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, usd } from '../invariants/scene.ts';
import { type Person, until } from '../person.ts';
import { ask, problemOf, short } from './refused.ts';

let scene: Scene;
let user: Stranger;
let running: string;
beforeAll(async () => {
  scene = await startScene();
  user = await newPerson(scene.house);
  await topUp(scene, user, '50.00');
  running = (await order(user)).id;
  await until(user, 'getDeployment', { params: { id: running } }, ({ status }) => status === 'running');
});
afterAll(() => scene?.close());

type Section = keyof SettingsDocument;
const settings = () => scene.operator.call('getSettings');
const config = async () => (await ask(scene.house, 'GET', '/config')).json() as Promise<Record<string, unknown>>;
const put = (body: unknown, person: Person = scene.operator) => person.raw('PUT', '/operator/settings', body);
const order = (person: Person, change: Record<string, unknown> = {}, idempotencyKey: string = randomUUID()) =>
  person.call('createDeployment', { body: orderBody(change), idempotencyKey });
const orderBody = (change: Record<string, unknown> = {}) => ({
  name: `vm-${randomUUID().slice(0, 8)}`,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'small',
  placement: { mode: 'auto' as const },
  sshKeys: [sshKey],
  ...change,
});
const pay = (amount: string) => ({ amount: usd(amount), paymentMethodId: 'pm_card_visa' });

/** Changes fields of one section, the way a page does: with the version that it read. */
async function change<S extends Section>(section: S, fields: Partial<SettingsDocument[S]['value']>) {
  const { version, value } = (await settings())[section];
  const body = { [section]: { version, value: { ...value, ...fields } } } as SettingsChange;
  return scene.operator.call('updateSettings', { body });
}

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const dataAddress = (bytes: Buffer, type = 'image/png') => `data:${type};base64,${bytes.toString('base64')}`;

describe('what the operator sets is what everybody sees', () => {
  it('a fresh marketplace has complete defaults that nobody set', async () => {
    const all = await settings();
    expect(Object.values(all).map(({ version, changedBy }) => [version, changedBy])).toEqual(Array(6).fill([0, null]));
    expect(await config()).toMatchObject({
      brandName: 'ThreeFold Cloud',
      logoUrl: null,
      accentColor: '#2F5BD3',
      maintenance: null,
      legal: { terms: 1, privacy: 1, sla_user: 1, sla_provider: 1 },
      topUp: { minimum: '5.0000000', maximum: '10000.0000000' },
    });
  });

  it('brand and support contact', async () => {
    await change('brand', {
      title: '  Ada Cloud ',
      accentColor: '#ffd400',
      featuredApps: ['vm'],
      supportEmail: 'help@ada.test',
      supportUrl: 'https://ada.test/help',
    });
    expect(await config()).toMatchObject({
      brandName: 'Ada Cloud',
      accentColor: '#ffd400',
      featuredApps: ['vm'],
      support: { email: 'help@ada.test', url: 'https://ada.test/help' },
    });
    const { version, changedBy } = (await settings()).brand;
    expect([version, changedBy?.email]).toEqual([1, 'operator@demo.test']);
  });

  it('a logo is kept by its bytes, and may be cached for ever', async () => {
    await change('brand', { logoUrl: dataAddress(PNG, 'image/svg+xml') });
    const { logoUrl } = await config();
    expect(logoUrl).toMatch(/^\/api\/v1\/brand\/logos\/[0-9a-f]{64}$/);
    const answer = await fetch(`${scene.house.url}${logoUrl}`);
    expect(Buffer.from(await answer.arrayBuffer()).equals(PNG)).toBe(true);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    // What was read can be sent back.
    await change('brand', { title: 'Ada Cloud II' });
    expect(await config()).toMatchObject({ logoUrl, brandName: 'Ada Cloud II' });
    const unknown = `${String(logoUrl).slice(0, -4)}0000`;
    expect((await fetch(`${scene.house.url}${unknown}`)).status).toBe(404);
  });

  it('mails carry title and contact', async () => {
    await topUp(scene, user, '10.00');
    await scene.runJobs();
    const { items } = await scene.control.get<{ items: { text: string }[] }>(`/mail?to=${user.email}`);
    const receipt = items.find(({ text }) => text.includes('Ada Cloud II'));
    expect(receipt?.text).toContain('Questions: help@ada.test or https://ada.test/help');
  });

  it('the limits of a top-up, for the form and for the API', async () => {
    await change('limits', { topUpMinimum: usd('20'), topUpMaximum: usd('30.00') });
    expect(await config()).toMatchObject({ topUp: { minimum: '20.0000000', maximum: '30.0000000' } });
    for (const amount of ['19.99', '30.01'])
      expect(
        short(await problemOf(user.raw('POST', '/payments/top-ups', pay(amount), { 'idempotency-key': randomUUID() }))),
      ).toBe('400 validation_failed amount.amount');
    expect((await topUp(scene, user, '20.00')).length).toBeGreaterThan(0);
  });

  it('the share of providers, on the next order', async () => {
    await change('providers', { sharePercent: 25 });
    const { id } = await order(user);
    const { rows } = await scene.admin.query(
      'select provider_share_percent as percent from deployments where id = any($1) order by created_at',
      [[running, id]],
    );
    expect(rows.map(({ percent }) => percent)).toEqual([10, 25]);
    await user.call('deleteDeployment', { params: { id } });
  });
});

describe('what is not right is refused, and nothing is stored', () => {
  const brand = async (fields: Record<string, unknown>) => {
    const { version, value } = (await settings()).brand;
    return { brand: { version, value: { ...value, ...fields } } };
  };

  it.each([
    [{ accentColor: 'blue' }, 'brand.value.accentColor'],
    [{ accentColor: '#12345' }, 'brand.value.accentColor'],
    [{ title: ' ' }, 'brand.value.title'],
    [{ supportEmail: 'help' }, 'brand.value.supportEmail'],
    [{ supportUrl: 'http://ada.test' }, 'brand.value.supportUrl'],
    [{ featuredApps: ['vm', 'mainframe'] }, 'brand.value.featuredApps.1'],
    [{ color: '#123456' }, 'brand.value.color'],
    [{ logoUrl: 'http://ada.test/logo.png' }, 'brand.value.logoUrl'],
    [{ logoUrl: 'javascript:alert(1)' }, 'brand.value.logoUrl'],
    [{ logoUrl: `/api/v1/brand/logos/${'0'.repeat(64)}` }, 'brand.value.logoUrl'],
    [{ logoUrl: dataAddress(Buffer.from('<svg onload="alert(1)"/>'), 'image/png') }, 'brand.value.logoUrl'],
    [{ logoUrl: dataAddress(Buffer.concat([PNG, Buffer.alloc(65_536)])) }, 'brand.value.logoUrl'],
    [{ logoUrl: 'data:image/png,plain' }, 'brand.value.logoUrl'],
  ])('brand %#: %s', async (fields, path) => {
    expect(short(await problemOf(put(await brand(fields))))).toBe(`400 validation_failed ${path}`);
  });

  it('every wrong field of every section is named at once, and the right ones are not stored either', async () => {
    const { brand, limits, billing } = await settings();
    const body = {
      brand: { version: brand.version, value: { ...brand.value, title: 'Never stored' } },
      limits: { version: limits.version, value: { topUpMinimum: usd('50.00'), topUpMaximum: usd('5.00') } },
      billing: { version: billing.version, value: { ...billing.value, graceHours: 336, warnHours: [24, 72] } },
    };
    expect(short(await problemOf(put(body)))).toBe(
      '400 validation_failed limits.value.topUpMaximum billing.value.warnHours.1 billing.value.graceHours',
    );
    expect(short(await problemOf(put({ pricing: {} })))).toBe('400 validation_failed pricing');
    expect(await config()).toMatchObject({ brandName: 'Ada Cloud II' });
  });

  it('a stale write of one section takes none, and says who was first', async () => {
    const seen = await settings();
    await change('providers', { sharePercent: 30 });
    const body = {
      maintenanceMode: { version: seen.maintenanceMode.version, value: { ...seen.maintenanceMode.value, on: true } },
      providers: { version: seen.providers.version, value: { ...seen.providers.value, sharePercent: 1 } },
    };
    const problem = await problemOf(put(body));
    expect(problem).toMatchObject({
      status: 409,
      code: 'settings_changed',
      details: { section: 'providers', changedBy: { email: 'operator@demo.test' } },
    });
    const now = await settings();
    expect([now.providers.value.sharePercent, now.maintenanceMode.value.on]).toEqual([30, false]);
  });

  it('of two writers at once one wins', async () => {
    const { version, value } = (await settings()).limits;
    const answers = await Promise.all([1, 2, 3].map(() => put({ limits: { version, value } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('every change is in the audit log, before and after, with who did it', async () => {
    const { rows } = await scene.admin.query(
      "select actor, object, before, after from audit_log where action = 'settings.changed' and object = 'settings:limits' order by seq",
    );
    expect(rows[0]).toMatchObject({
      actor: `user:${(await scene.operator.call('getProfile')).id}`,
      before: { topUpMinimumUnits: '50000000' },
      after: { topUpMinimumUnits: '200000000' },
    });
  });
});

describe('legal texts', () => {
  const read = async (path: string, token?: string) => (await ask(scene.house, 'GET', path, { token })).json();

  it('a new version is in force from its moment on, and the old one can still be read', async () => {
    const before = await read('/legal/sla_user');
    expect(before).toMatchObject({ version: 1, current: true, accepted: null });
    const validFrom = new Date(scene.house.sandboxes.clock.now() + 3_600_000).toISOString();
    const body = { basedOn: 1, title: 'Service level', text: 'First.\n\nSecond.', validFrom };
    await scene.operator.call('publishLegalDocument', { params: { kind: 'sla_user' }, body });
    expect(await read('/legal/sla_user')).toMatchObject({ version: 1, versions: [{ version: 2 }, { version: 1 }] });
    const stale = scene.operator.raw('POST', '/operator/legal/sla_user', body);
    expect(short(await problemOf(stale))).toBe('409 settings_changed');

    expect(await problemOf(user.raw('POST', '/deployments', orderBody({ slaVersion: 2 }), key()))).toMatchObject({
      code: 'validation_failed',
      errors: [{ path: 'slaVersion', message: 'must be the version in force, which is 1' }],
    });
    await scene.control.post('/clock/set', { at: validFrom });
    expect(await read('/legal/sla_user')).toMatchObject({ version: 2, current: true, text: 'First.\n\nSecond.' });
    expect(await read('/legal/sla_user?version=1')).toMatchObject({ version: 1, current: false, text: before.text });
    expect(await config()).toMatchObject({ legal: { sla_user: 2, terms: 1 } });
    const now = new Date(scene.house.sandboxes.clock.now());
    expect(await currentLegalVersion(scene.store.db, 'sla_user', now)).toBe(2);
    for (const path of ['/legal/nothing', '/legal/terms?version=9'])
      expect(short(await problemOf(ask(scene.house, 'GET', path)))).toBe('404 not_found');
  });

  it('what was accepted with an order is kept with it; another version is refused and nothing is ordered', async () => {
    const refusal = await problemOf(user.raw('POST', '/deployments', orderBody({ slaVersion: 1 }), key()));
    expect(short(refusal)).toBe('400 validation_failed slaVersion');
    const { held } = await user.call('getBalance');
    expect(held.amount).toBe('0.0000000');
    const { id } = await order(user, { slaVersion: 2 });
    const { rows } = await scene.admin.query('select kind, version, context from acceptances');
    expect(rows).toEqual([{ kind: 'sla_user', version: 2, context: `deployment:${id}` }]);
    expect(await read('/legal/sla_user', user.token)).toMatchObject({ accepted: { version: 2 } });
    await user.call('deleteDeployment', { params: { id } });
  });

  it('texts and acceptances cannot be changed afterwards', async () => {
    const { pool } = scene.store;
    await expect(pool.query("update legal_documents set text = ''")).rejects.toThrow('permission denied');
    await expect(pool.query('delete from acceptances')).rejects.toThrow('permission denied');
  });
});

describe('maintenance mode', () => {
  it('refuses new orders and top-ups, says until when, and answers what was accepted before', async () => {
    const body = orderBody();
    const repeated = key();
    const accepted = await user.raw('POST', '/deployments', body, repeated);
    const { id } = (await accepted.json()) as { id: string };
    const until = new Date(scene.house.sandboxes.clock.now() + 1800_000).toISOString();
    await change('maintenanceMode', { on: true, message: 'The database moves.', until });
    expect(await config()).toMatchObject({ maintenance: { message: 'The database moves.', until } });

    for (const [path, sent] of [
      ['/deployments', orderBody()],
      ['/payments/top-ups', pay('25.00')],
    ] as const) {
      const answer = await user.raw('POST', path, sent, key());
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(1700);
      expect(await problemOf(Promise.resolve(answer))).toMatchObject({
        status: 503,
        code: 'maintenance_mode',
        details: { message: 'The database moves.', until },
      });
    }
    expect(await (await user.raw('POST', '/deployments', body, repeated)).json()).toMatchObject({ id });
    expect((await ask(scene.house, 'POST', '/quotes', { body: quoteBody })).status).toBe(201);
    await user.call('deleteDeployment', { params: { id } });
  });

  it('what runs goes on and is charged; operators still work', async () => {
    const { items } = await user.call('listDeploymentUsage', { params: { id: running }, query: {} });
    await scene.control.post('/clock/advance', { seconds: 3600 });
    await scene.runJobs();
    const later = await user.call('listDeploymentUsage', { params: { id: running }, query: {} });
    expect(later.items.length).toBe(items.length + 1);
    expect((await user.call('getDeployment', { params: { id: running } })).status).toBe('running');
    await topUp(scene, scene.operator, '25.00');
    expect((await order(scene.operator)).status).toBe('reserving');
  });

  it('ends when it is switched off', async () => {
    await change('maintenanceMode', { on: false });
    expect(await config()).toMatchObject({ maintenance: null });
    expect((await topUp(scene, user, '25.00')).length).toBeGreaterThan(0);
  });
});

const key = () => ({ 'idempotency-key': randomUUID() });
const quoteBody = { appId: 'vm', imageId: 'ubuntu-24.04', sizeId: 'small', placement: { mode: 'auto' } };
