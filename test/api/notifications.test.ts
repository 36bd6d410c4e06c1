import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../packages/core/src/notifications/index.ts';
import { newId } from '../../packages/server/src/ids.ts';
import { notify, notifyRole } from '../../packages/server/src/postgres/notifications.ts';
import { eventually, newPerson, type Scene, type Stranger, startScene } from '../invariants/scene.ts';
import { ask, problemOf, short } from './refused.ts';

let scene: Scene;
let ana: Stranger;
beforeAll(async () => {
  scene = await startScene();
  ana = await newPerson(scene.house);
});
afterAll(() => scene?.close());

const notice = (change: Partial<Notice> = {}): Notice => ({
  topic: 'deployments',
  severity: 'info',
  dedupeKey: randomUUID(),
  title: 'Your server moved',
  body: 'It runs on another node now.\n\nNothing is to be done.',
  link: '/deployments',
  ...change,
});

async function tell(person: Stranger, given: Notice): Promise<boolean> {
  const userId = (await person.call('getProfile')).id;
  const now = scene.house.marketplace.adapters.clock.now();
  return scene.store.transaction((tx) => notify(tx, { userId, notice: given, now, newId }));
}
const mailsTo = async (email: string) =>
  (await scene.control.get<{ items: { subject: string; text: string; html?: string }[] }>(`/mail?to=${email}`)).items;
/** Without the issuer's own mail. */
const subjectsTo = async (email: string) =>
  (await mailsTo(email)).map(({ subject }) => subject).filter((subject) => !subject.startsWith('Verify'));

describe('a notice', () => {
  it('stands in the list until it is read, and comes by mail with a link', async () => {
    await tell(ana, notice());
    await scene.runJobs();
    const { items, unreadCount } = await ana.call('listNotifications', { query: { unread: 'true' } });
    expect(items).toMatchObject([{ title: 'Your server moved', link: '/deployments', readAt: null }]);
    expect(unreadCount).toBe(1);
    const mail = await eventually(async () => (await mailsTo(ana.email)).find(({ subject }) => /moved/.test(subject)));
    expect(mail.text).toContain(`${scene.house.url}/deployments`);
    const left = await ana.call('readNotifications', { body: { ids: [items[0]?.id ?? ''] } });
    expect(left).toEqual({ unreadCount: 0 });
    expect((await ana.call('listNotifications')).items[0]?.readAt).not.toBeNull();
  });

  it('is told once per occasion, also when two report it at once', async () => {
    const person = await newPerson(scene.house);
    const same = notice({ title: 'Told once' });
    const told = await Promise.all([tell(person, same), tell(person, same), tell(person, same)]);
    expect(told.filter(Boolean)).toHaveLength(1);
    await scene.runJobs();
    expect((await person.call('listNotifications')).items).toHaveLength(1);
    expect(await subjectsTo(person.email)).toEqual(['Told once']);
  });

  it('vanishes with the transaction of its fact', async () => {
    const person = await newPerson(scene.house);
    const userId = (await person.call('getProfile')).id;
    const now = scene.house.marketplace.adapters.clock.now();
    const undone = scene.store.transaction(async (tx) => {
      await notify(tx, { userId, notice: notice(), now, newId });
      throw new Error('taken back');
    });
    await expect(undone).rejects.toThrow('taken back');
    expect((await person.call('listNotifications')).items).toEqual([]);
  });

  it('goes to everybody who holds a role', async () => {
    const now = scene.house.marketplace.adapters.clock.now();
    const given = notice({ topic: 'operator', title: 'A provider applied' });
    await scene.store.transaction((tx) => notifyRole(tx, { role: 'cloud-operator', notice: given, now, newId }));
    expect((await scene.operator.call('listNotifications')).items.map(({ title }) => title)).toContain(given.title);
    expect((await ana.call('listNotifications')).items.map(({ title }) => title)).not.toContain(given.title);
  });
});

describe('what comes by mail', () => {
  it('follows the choice for the topic; what is urgent comes always', async () => {
    const person = await newPerson(scene.house);
    await person.call('updateNotificationPreferences', { body: { topics: [{ topic: 'money', mail: false }] } });
    const { topics } = await person.call('getNotificationPreferences');
    expect(topics.find(({ topic }) => topic === 'money')).toEqual({ topic: 'money', mail: false });
    expect(topics.filter(({ mail }) => mail)).toHaveLength(5);
    await tell(person, notice({ topic: 'money', title: 'Quiet' }));
    await tell(person, notice({ topic: 'money', severity: 'urgent', title: 'Urgent' }));
    await tell(person, notice({ topic: 'maintenance', title: 'Another topic' }));
    await scene.runJobs();
    expect((await subjectsTo(person.email)).sort()).toEqual(['Another topic', 'Urgent']);
    expect((await person.call('listNotifications')).unreadCount).toBe(3);
  });
});

describe('reading', () => {
  it('all up to a moment leaves what came later', async () => {
    const person = await newPerson(scene.house);
    await tell(person, notice({ title: 'first' }));
    const seen = (await person.call('listNotifications')).items[0]?.createdAt ?? '';
    await scene.control.post('/clock/advance', { seconds: 5 });
    await tell(person, notice({ title: 'second' }));
    expect(await person.call('readNotifications', { body: { upTo: seen } })).toEqual({ unreadCount: 1 });
    const { items } = await person.call('listNotifications', { query: { unread: 'true' } });
    expect(items.map(({ title }) => title)).toEqual(['second']);
  });

  it('passes over what belongs to others', async () => {
    const stranger = await newPerson(scene.house);
    await tell(ana, notice());
    const { items } = await ana.call('listNotifications', { query: { unread: 'true' } });
    await stranger.call('readNotifications', { body: { ids: [items[0]?.id ?? ''] } });
    expect((await ana.call('listNotifications', { query: { unread: 'true' } })).items).toHaveLength(items.length);
  });

  it('comes in pages that add up', async () => {
    const person = await newPerson(scene.house);
    for (const title of ['a', 'b', 'c', 'd', 'e']) await tell(person, notice({ title }));
    const titles: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await person.call('listNotifications', { query: { limit: 2, ...(cursor ? { cursor } : {}) } });
      titles.push(...page.items.map(({ title }) => title));
      cursor = page.nextCursor;
    } while (cursor);
    expect(titles.sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it.each([
    [{}, '400 validation_failed'],
    [{ ids: [] }, '400 validation_failed ids'],
    [{ ids: [randomUUID()], upTo: '2026-01-01T00:00:00Z' }, '400 validation_failed'],
    [{ upTo: 'yesterday' }, '400 validation_failed upTo'],
  ])('%j is refused', async (body, expected) => {
    const answer = ask(scene.house, 'POST', '/notifications/read', { token: ana.token, body });
    expect(short(await problemOf(answer))).toContain(expected);
  });
});
