import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createStore, type Store } from '../../packages/server/src/postgres/store.ts';
import { type House, type HouseOptions, startHouse } from '../house.ts';
import { type Person, signIn } from '../person.ts';

/** A house with what the invariant tests look through: the control address, the database, the operator. */
export interface Scene {
  house: House;
  operator: Person;
  /** The database as the application sees it. */
  store: Store;
  /** The database as its owner, for rows that no operation of the product would write. */
  admin: pg.Client;
  control: Control;
  /** Runs all due jobs and answers when none is left. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

export interface Control {
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
}

export const usd = (amount: string) => ({ currency: 'USD' as const, amount });

/** Units of 1e-7 of an answer's amount. */
export const unitsOf = ({ amount }: { amount: string }): bigint => BigInt(amount.replace('.', ''));

export const sshKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIDzm4mE4cq5D0v0l3uV8kYg0pP7n8nRkqk0cU0m7E1sG';

export async function startScene(options: HouseOptions = {}): Promise<Scene> {
  const house = await startHouse(options);
  const operator = await signIn(house, 'operator@demo.test');
  const store = createStore(house.database.url, { maxConnections: 4 });
  const admin = new pg.Client({ connectionString: house.database.adminUrl });
  await admin.connect();
  const scene: Scene = {
    house,
    operator,
    store,
    admin,
    control: controlAt(house.sandboxes.urls.control),
    // Whoever the operator is then: tokens end when the clock is moved far.
    runJobs: () => untilIdle(scene.operator),
    async close() {
      await admin.end();
      await store.close();
      await house.close();
    },
  };
  return scene;
}

export function controlAt(url: string): Control {
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return JSON.parse(text);
  };
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body ?? {}) };
}

export async function untilIdle(operator: Person): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) if ((await operator.call('runJobs')).idle) return;
  throw new Error('jobs were still due after five runs');
}

export interface Stranger extends Person {
  email: string;
  password: string;
}

/** Somebody of their own per test, so that balances and statements do not mix. The address is not verified. */
export async function newPerson(
  house: Pick<House, 'url' | 'env'>,
  email = `${randomUUID()}@people.test`,
  password = `pw-${randomUUID()}`,
): Promise<Stranger> {
  const response = await fetch(new URL('dbconnections/signup', house.env.OIDC_ISSUER), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_id: house.env.AUTH0_CLIENT_ID, email, password, connection: 'people' }),
  });
  if (!response.ok) throw new Error(`${email} could not sign up: ${await response.text()}`);
  return { ...(await signIn(house, email, password)), email, password };
}

/** Asks until `check` gives something; fails after `withinMs` of real time. */
export async function eventually<T>(
  check: () => Promise<T | undefined> | T | undefined,
  withinMs = 30_000,
): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await check();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error('what was waited for did not come');
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
}

/** Credits a balance the way customers do: by a card payment that settles. */
export async function topUp(
  scene: Pick<Scene, 'runJobs'>,
  person: Person,
  amount: string,
  card = 'pm_card_visa',
): Promise<string> {
  const { id } = await person.call('createTopUp', {
    body: { amount: usd(amount), paymentMethodId: card },
    idempotencyKey: randomUUID(),
  });
  await eventually(async () => {
    await scene.runJobs();
    return (await person.call('getTopUp', { params: { id } })).status === 'succeeded' ? id : undefined;
  });
  return id;
}
