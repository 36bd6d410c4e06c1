import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/ids.ts';
import { openTask } from '../../packages/server/src/postgres/tasks.ts';
import { newPerson, type Scene, type Stranger, startScene, topUp } from '../invariants/scene.ts';
import { ask, problemOf, short } from './refused.ts';

let scene: Scene;
let ana: Stranger;
let anaId: string;
beforeAll(async () => {
  scene = await startScene();
  ana = await newPerson(scene.house);
  anaId = (await ana.call('getProfile')).id;
});
afterAll(() => scene?.close());

const change = (id: string, body: unknown) =>
  ask(scene.house, 'PATCH', `/operator/users/${id}`, { token: scene.operator.token, body });
const refused = async (answer: Promise<Response>) => short(await problemOf(answer));
const auditOf = async (object: string) =>
  (await scene.operator.call('listAudit', { query: { object } })).items.map(({ action, reason }) => [action, reason]);

describe('a suspended person', () => {
  it('reads, pays and deletes, starts nothing new, is told why, and it is audited once', async () => {
    await topUp(scene, ana, '20.00');
    for (const _ of [1, 2])
      await scene.operator.call('updateUser', {
        params: { id: anaId },
        body: { act: 'suspend', reason: 'Stolen card reported.' },
      });
    const asAna = (method: string, path: string, body?: unknown) =>
      ask(scene.house, method, path, { token: ana.token, body });
    expect(await refused(asAna('POST', '/deployments', {}))).toBe('403 account_suspended');
    expect(await refused(asAna('POST', '/ssh-keys', {}))).toBe('403 account_suspended');
    expect((await asAna('GET', '/balance')).status).toBe(200);
    expect(await refused(asAna('DELETE', `/deployments/${randomUUID()}`))).toBe('404 not_found');
    expect(await refused(asAna('POST', '/payments/top-ups', {}))).toContain('400');
    const [notice] = (await ana.call('listNotifications', { query: { topic: 'account' } })).items;
    expect(notice).toMatchObject({ severity: 'urgent', body: expect.stringContaining('Stolen card reported.') });
    expect(await auditOf(`user:${anaId}`)).toEqual([['user.suspended', 'Stolen card reported.']]);
    const { items } = await scene.operator.call('listUsers', { query: { suspended: 'true' } });
    expect(items.map(({ id }) => id)).toEqual([anaId]);
  });

  it('can do everything again when the suspension is lifted', async () => {
    const user = await scene.operator.call('updateUser', {
      params: { id: anaId },
      body: { act: 'unsuspend', reason: 'The card was found.' },
    });
    expect(await scene.operator.call('getUser', { params: { id: anaId } })).toEqual(user);
    expect(user).toMatchObject({ suspended: false, suspension: null, available: { amount: '20.0000000' } });
    expect(await refused(ask(scene.house, 'POST', '/ssh-keys', { token: ana.token, body: {} }))).toContain('400');
  });
});

describe('roles', () => {
  it('work at once when granted and stop at once when taken back', async () => {
    const overview = () => ask(scene.house, 'GET', '/operator/overview', { token: ana.token });
    const act = (name: 'grant_role' | 'revoke_role') =>
      scene.operator.call('updateUser', {
        params: { id: anaId },
        body: { act: name, role: 'cloud-operator', reason: 'Helps out.' },
      });
    await act('grant_role');
    expect((await overview()).status).toBe(200);
    const after = await act('revoke_role');
    expect(await refused(overview())).toBe('403 forbidden');
    expect(after.grants).toMatchObject([{ role: 'cloud-operator', reason: 'Helps out.' }]);
    expect(after.grants[0]?.revokedAt).not.toBeNull();
    expect((await auditOf(`user:${anaId}`)).slice(0, 2).map(([action]) => action)).toEqual([
      'role.revoked',
      'role.granted',
    ]);
  });

  it('the last operator stays, also when two leave at once', async () => {
    const operatorId = (await scene.operator.call('getProfile')).id;
    await scene.operator.call('updateUser', {
      params: { id: anaId },
      body: { act: 'grant_role', role: 'cloud-operator', reason: 'Second operator.' },
    });
    const leave = (token: string, id: string) =>
      ask(scene.house, 'PATCH', `/operator/users/${id}`, {
        token,
        body: { act: 'revoke_role', role: 'cloud-operator', reason: 'Leaves.' },
      });
    const answers = await Promise.all([leave(scene.operator.token, operatorId), leave(ana.token, anaId)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { rows } = await scene.store.pool.query(
      "select count(*)::int as n from role_grants where role = 'cloud-operator' and revoked_at is null",
    );
    expect(rows).toEqual([{ n: 1 }]);
    // Whoever left comes back, for the tests that follow.
    await scene.admin.query(
      `insert into role_grants values ($1, 'cloud-operator', '2026-01-01', 'test', 'test', null) on conflict do nothing`,
      [operatorId],
    );
  });
});

describe('refusals', () => {
  it.each([
    [{ act: 'suspend' }, '400 validation_failed reason'],
    [{ act: 'suspend', reason: ' x ' }, '400 validation_failed reason'],
    [{ act: 'grant_role', role: 'king', reason: 'because' }, '400 validation_failed role'],
    [{ act: 'fire', reason: 'because' }, '400 validation_failed act'],
    [{ act: 'suspend', reason: 'because', force: true }, '400 validation_failed force'],
  ])('%j', async (body, expected) => expect(await refused(change(anaId, body))).toBe(expected));

  it('an unknown user, and oneself', async () => {
    const own = (await scene.operator.call('getProfile')).id;
    const suspend = { act: 'suspend', reason: 'because' };
    expect(await refused(change(randomUUID(), suspend))).toBe('404 not_found');
    expect(await refused(change(own, suspend))).toBe('403 forbidden');
  });
});

describe('tasks', () => {
  const open = (kind: string, subject: string, severity: 'info' | 'warn' | 'urgent' = 'warn') =>
    scene.store.transaction(async (tx) => {
      const now = scene.house.marketplace.adapters.clock.now();
      await openTask(tx, { id: newId(now), kind, subject, detail: `About ${subject}.`, severity, now });
    });

  it('stand once each, the most urgent first, in pages that add up', async () => {
    for (const subject of ['a', 'b', 'c']) await open('test_matter', subject, 'info');
    await open('test_matter', 'b');
    await open('test_matter', 'd', 'urgent');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await scene.operator.call('listTasks', {
        query: { kind: 'test_matter', limit: 2, ...(cursor ? { cursor } : {}) },
      });
      seen.push(...page.items.map(({ subject }) => subject));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toEqual(['d', 'a', 'b', 'c']);
  });

  it('are closed once, with a note that is audited', async () => {
    await open('test_note', 'x');
    const [task] = (await scene.operator.call('listTasks', { query: { kind: 'test_note' } })).items;
    const id = task?.id ?? '';
    const resolve = (resolution: string) =>
      scene.operator.call('resolveTask', { params: { id }, body: { resolution } });
    await Promise.all([resolve('Paid back by hand'), resolve('Paid back by hand')]);
    expect(await resolve('Another note')).toMatchObject({ resolution: 'Paid back by hand' });
    expect(await auditOf(`task:${id}`)).toEqual([['task.resolved', null]]);
    const done = await scene.operator.call('listTasks', { query: { state: 'done', kind: 'test_note' } });
    expect(done.items).toMatchObject([{ id, resolution: 'Paid back by hand' }]);
  });

  it('are tried again only where that is safe', async () => {
    await open('test_note', 'y');
    const [task] = (await scene.operator.call('listTasks', { query: { kind: 'test_note' } })).items;
    expect(task?.canRetry).toBe(false);
    const retry = (id: string) =>
      ask(scene.house, 'POST', `/operator/tasks/${id}/retry`, { token: scene.operator.token });
    expect(await refused(retry(task?.id ?? ''))).toBe('409 task_not_retryable');
    expect(await refused(retry(randomUUID()))).toBe('404 not_found');
    const csv = await (await scene.operator.raw('GET', '/operator/tasks?format=csv&kind=test_note')).text();
    expect(csv).toContain('About y.');
  });
});
