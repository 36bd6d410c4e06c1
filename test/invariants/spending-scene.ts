import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import type { Order } from '../../packages/contract/src/catalog.ts';
import type { Deployment } from '../../packages/contract/src/deployments.ts';
import { type Person, until } from '../person.ts';
import { newPerson, type Scene, type Stranger, sshKey, startScene, topUp, unitsOf } from './scene.ts';

export const HOUR_MS = 3_600_000;

/** A scene whose clock stands still but when a test moves it, some minutes after a full hour. */
export interface SpendingScene extends Scene {
  /** Moves the clock and lets everything that is due happen. */
  pass(hours: number): Promise<void>;
  nowMs(): number;
  /** Somebody whose machines run and whose money lasts for so many hours, and some cents. */
  tenant(hours: number, orders?: Partial<Order>[]): Promise<Tenant>;
  /** A node that no other caller gets and that is never the cheapest. */
  someNode(): Promise<number>;
  /** Where SSH of an address is served; undefined when nothing answers there. */
  reach(address: string | null): Promise<{ host: string; port: number } | undefined>;
}

export interface Tenant {
  person: Stranger;
  machines: [Deployment, ...Deployment[]];
}

export async function startSpendingScene(): Promise<SpendingScene> {
  const scene = await startScene();
  // The least that the card processor takes: payments can be small, and miss a mark by a cent.
  await setting(scene, 'limits', { topUpMinimumUnits: '5000000' });
  const { clock, urls } = scene.house.sandboxes;
  await clock.set(Math.ceil(clock.now() / HOUR_MS) * HOUR_MS + 10 * 60_000);
  await clock.freeze(true);
  let taken = 0;
  const someNode = async () => {
    const { items } = await scene.operator.call('listNodes', {
      query: { status: 'up', minMemoryGb: 32, minSsdGb: 300, dedicated: 'false', sort: '-price', limit: 50 },
    });
    const node = items.filter(({ offerable }) => offerable)[taken++];
    if (!node) throw new Error('the grid of this test has too few nodes');
    return node.id;
  };
  return {
    ...scene,
    someNode,
    nowMs: () => clock.now(),
    async pass(hours) {
      await scene.control.post('/clock/advance', { seconds: hours * 3600 });
      await scene.runJobs();
    },
    async tenant(hours, changes = [{}]) {
      const person = await newPerson(scene.house);
      const orders = changes.map(orderOf);
      let hourly = 0n;
      for (const { name: _, sshKeys: __, ...body } of orders) {
        hourly += unitsOf((await person.call('createQuote', { body })).hourly);
      }
      await topUp(scene, person, decimalOf((hourly * BigInt(hours)) / CENT + 1n));
      const machines: Deployment[] = [];
      for (const order of orders) machines.push(await deploy(person, order));
      return { person, machines: machines as Tenant['machines'] };
    },
    async reach(address) {
      const response = await fetch(`${urls.control}/grid/reach?address=${encodeURIComponent(address ?? '')}`);
      return response.ok ? ((await response.json()) as { host: string; port: number }) : undefined;
    },
  };
}

/** What an operator would set; the page for it belongs to another part. */
export const setting = async ({ admin }: Pick<Scene, 'admin'>, section: string, value: object): Promise<void> =>
  void (await admin.query(
    `insert into settings values ($1, $2, 'epoch', 'test') on conflict (key) do update set value = excluded.value`,
    [section, JSON.stringify(value)],
  ));

const CENT = 100_000n;
/** Cents as dollars. */
const decimalOf = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;

const orderOf = (change: Partial<Order>): Order => ({
  name: `vm-${randomUUID().slice(0, 8)}`,
  appId: 'vm',
  imageId: 'ubuntu-24.04',
  sizeId: 'large',
  placement: { mode: 'auto' },
  publicIpv4: false,
  sshKeys: [sshKey],
  ...change,
});

async function deploy(person: Person, body: Order): Promise<Deployment> {
  const { id } = await person.call('createDeployment', { body, idempotencyKey: randomUUID() });
  return becomes(person, id, 'running');
}

export const becomes = (person: Person, id: string, status: Deployment['status']): Promise<Deployment> =>
  until(person, 'getDeployment', { params: { id } }, (deployment) => deployment.status === status);

/** Until the machine of a suspended deployment stands so. */
export const machineIs = (
  person: Person,
  id: string,
  machine: 'switching_off' | 'off' | 'starting',
): Promise<Deployment> =>
  until(person, 'getDeployment', { params: { id } }, ({ suspension }) => suspension?.machine === machine);

/** Whether something accepts connections there. */
export function accepts({ host, port }: { host: string; port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** Titles of a person's notices about money and machines, oldest first. */
export async function titlesOf(person: Person): Promise<string[]> {
  const { items } = await person.call('listNotifications', { query: { limit: 100 } });
  // What the end of a month brings is no news of the balance.
  return items.flatMap(({ title }) => (title.startsWith('Invoice') ? [] : [title])).reverse();
}
