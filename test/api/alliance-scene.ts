import { randomUUID } from 'node:crypto';
import { ApiError } from '../../packages/contract/src/client.ts';
import { newPerson, type Scene, type Stranger, startScene } from '../invariants/scene.ts';
import { type Person, signIn } from '../person.ts';
import { short } from './refused.ts';

export const DAY = 24 * 3_600_000;

export interface AllianceScene {
  scene: Scene;
  /** Two providers, a third one who comes later, a person without a role. */
  ann: Person;
  bob: Person;
  cleo: Stranger;
  user: Stranger;
  /** Time of the moved clock, that far ahead. */
  at(ms: number): string;
  advance(ms: number): Promise<void>;
  /** As an approved request would: the next free node is the provider's here. */
  bring(person: Person): Promise<number>;
  /** An active alliance of Ann, Bob and, when wanted, Cleo. */
  formed(name: string, change?: object, third?: boolean): Promise<string>;
  /** What was done with an alliance, the latest first. */
  auditOf(id: string): Promise<string[]>;
}

export async function startAllianceScene(): Promise<AllianceScene> {
  const scene = await startScene();
  const ann = await asProvider(scene, await signIn(scene.house, 'provider@demo.test'));
  const bob = await asProvider(scene, await signIn(scene.house, 'provider2@demo.test'));
  const cleo = await newPerson(scene.house);
  await asProvider(scene, cleo);
  const user = await newPerson(scene.house);
  const { items } = await user.call('listNodes', { query: { limit: 100 } });
  const free = items.filter(({ offerable }) => offerable).map(({ id }) => id);
  return {
    scene,
    ann,
    bob,
    cleo,
    user,
    at: (ms) => new Date(scene.house.marketplace.adapters.clock.now().getTime() + ms).toISOString(),
    async advance(ms) {
      await scene.control.post('/clock/advance', { seconds: Math.ceil(ms / 1000) });
      await scene.runJobs();
    },
    bring: (person) => bring(scene, person, free.shift() ?? 0),
    async formed(name, change = {}, third = false) {
      const { id } = await propose(ann, name, change);
      await invite(ann, id, { email: 'provider2@demo.test' });
      await accept(bob, id, 'Bob by the sea');
      if (third) {
        await scene.admin.query('update users set email_verified = true where lower(email) = lower($1)', [cleo.email]);
        await invite(ann, id, { email: cleo.email });
        await accept(cleo, id, 'Cleo');
      }
      await ann.call('activateAlliance', { params: { id } });
      return id;
    },
    async auditOf(id) {
      const lines = await scene.operator.call('listAudit', { query: { object: `alliance:${id}`, limit: 100 } });
      return lines.items.map(({ action }) => action);
    },
  };
}

async function asProvider(scene: Scene, person: Person): Promise<Person> {
  const { id, roles } = await person.call('getProfile');
  if (!roles.includes('cloud-provider'))
    await scene.operator.call('updateUser', {
      params: { id },
      body: { act: 'grant_role', role: 'cloud-provider', reason: 'For the test.' },
    });
  return person;
}

async function bring(scene: Scene, person: Person, nodeId: number): Promise<number> {
  await scene.admin.query(
    `insert into provider_nodes (node_id, user_id, farm_id, status, exposed, apps, created_at, updated_at)
     select id, $2, farm_id, 'listed', true, '{vm}', '2026-01-01', '2026-01-01' from nodes where id = $1`,
    [nodeId, (await person.call('getProfile')).id],
  );
  return nodeId;
}

/** `ok`, or the short form of the problem. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return short(error.problem);
  }
}
export const keyed = () => ({ idempotencyKey: randomUUID() });

export const terms = (name: string, change: object = {}) => ({
  name,
  kind: 'gpu' as const,
  purpose: 'Graphics cards for models.',
  slaPercent: 99.95,
  governance: 'unanimity' as const,
  // A notice of a day: the clock of the test moves little.
  noticeDays: 1,
  memberName: 'Ann of the hills',
  ...change,
});
export const propose = (person: Person, name: string, change: object = {}) =>
  person.call('createAlliance', { body: terms(name, change), ...keyed() });
export const invite = (person: Person, id: string, body: object) =>
  person.call('inviteMember', { params: { id }, body, ...keyed() });
export const accept = (person: Person, id: string, memberName: string) =>
  person.call('acceptInvitation', { params: { id }, body: { memberName } });
export const give = (person: Person, id: string, nodeId: number, change: object = {}) =>
  person.call('giveAllianceNode', {
    params: { id },
    body: { nodeId, exclusive: true, apps: ['vm'], ...change },
    ...keyed(),
  });
export const vote = (person: Person, id: string, voteId: string, choice: 'yes' | 'no') =>
  person.call('castBallot', { params: { id, voteId }, body: { choice } });
export const votesOf = async (person: Person, id: string) =>
  (await person.call('listAllianceVotes', { params: { id }, query: {} })).items;
export const memberIn = async (person: Person, id: string, name: string) => {
  const { items } = await person.call('listAllianceMembers', { params: { id }, query: { state: 'all' } });
  const found = items.filter((member) => member.name === name).at(-1);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};
export const noticesOf = async (person: Person) =>
  (await person.call('listNotifications', { query: { topic: 'provider', limit: 100 } })).items.map(
    ({ title }) => title,
  );
