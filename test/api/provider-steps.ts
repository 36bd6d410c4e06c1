import { randomUUID } from 'node:crypto';
import type { ProviderRequestDetail } from '../../packages/contract/src/provider-requests.ts';
import type { House } from '../house.ts';
import type { Person } from '../person.ts';

/** What the sandbox's wallet holds: the account of a demo farm. */
export interface FarmAccount {
  address: string;
  farmName: string;
  farmId: number;
  nodeIds: number[];
}

type Wallets = Pick<House, 'sandboxes'>;

/** The accounts of the two demo farms. */
export async function farmAccounts({ sandboxes }: Wallets): Promise<[FarmAccount, FarmAccount]> {
  const answer = await fetch(`${sandboxes.urls.wallet}/accounts`);
  const { items } = (await answer.json()) as { items: FarmAccount[] };
  const [first, second] = items;
  if (!first || !second) throw new Error('the wallet is empty');
  return [first, second];
}

/** Signs as a browser extension does. */
export async function signText({ sandboxes }: Wallets, address: string, text: string): Promise<string> {
  const answer = await fetch(`${sandboxes.urls.wallet}/sign`, {
    method: 'POST',
    body: JSON.stringify({ address, text }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ((await answer.json()) as { signature: string }).signature;
}

/** Connects the account of a farm to a person, as their wallet would. */
export async function connect(house: Wallets, person: Person, { address }: FarmAccount): Promise<void> {
  const challenge = await person.call('createAccountChallenge', { body: { address } });
  const signature = await signText(house, address, challenge.text);
  await person.call('connectAccount', { body: { challengeId: challenge.id, signature } });
}

export const requestBody = (nodeIds: number[], change: Record<string, unknown> = {}) => ({
  name: 'Paula Provider',
  contactEmail: 'paula@farm.test',
  nodeIds,
  apps: ['vm'],
  slaVersion: 1,
  ...change,
});

export const apply = (person: Person, nodeIds: number[]): Promise<ProviderRequestDetail> =>
  person.call('createProviderRequest', { body: requestBody(nodeIds), idempotencyKey: randomUUID() });

/** The status of a success, status and code of a refusal: `201`, `409 request_final`. */
export async function statusOf(answer: Promise<Response>): Promise<number | string> {
  const response = await answer;
  return response.ok ? response.status : `${response.status} ${((await response.json()) as { code: string }).code}`;
}

/** The copy of a person's roles that the issuer keeps, read with the house's management client. */
export async function rolesAtIssuer({ env }: Pick<House, 'env'>, email: string): Promise<unknown> {
  const issuer = env.OIDC_ISSUER ?? '';
  const audience = `${issuer}api/v2/`;
  const answer = await fetch(`${issuer}oauth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'client_credentials',
      client_id: env.AUTH0_MANAGEMENT_CLIENT_ID,
      client_secret: env.AUTH0_MANAGEMENT_CLIENT_SECRET,
      audience,
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token: string };
  const found = await fetch(`${audience}users-by-email?email=${encodeURIComponent(email)}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const [user] = (await found.json()) as { app_metadata: { marketplace_roles?: unknown } }[];
  return user?.app_metadata.marketplace_roles;
}
