import { verify } from '@scure/sr25519';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandboxes, startSandboxes } from '../start.ts';
import { toPublicKey } from '../tfgrid/chain/addresses.ts';

let sandboxes: Sandboxes;
beforeAll(async () => {
  const operator = { publicKeyHex: '11'.repeat(32), balanceUnits: 10n ** 12n };
  sandboxes = await startSandboxes({ which: ['tfgrid'], grid: { operator, nodeCount: 50 } });
});
afterAll(() => sandboxes?.close());

interface Account {
  address: string;
  farmName: string;
  farmId: number;
  twinId: number;
  nodeIds: number[];
}
const wallet = (path: string, body?: object, headers: Record<string, string> = {}) =>
  fetch(`${sandboxes.urls.wallet}${path}`, {
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    headers: { 'content-type': 'application/json', ...headers },
  });
const accounts = async () => ((await (await wallet('/accounts')).json()) as { items: Account[] }).items;

describe('the wallet', () => {
  it('holds the accounts that own the demo farms on the chain', async () => {
    const items = await accounts();
    expect(items.map(({ farmName }) => farmName)).toEqual(['Alpenrack', 'Savanna-Compute']);
    for (const { address, farmId, twinId, nodeIds } of items) {
      const access = sandboxes.grid?.access;
      expect(access?.twin(twinId)?.address).toBe(address);
      expect(access?.farm(farmId)?.twinId).toBe(twinId);
      expect(nodeIds.length).toBeGreaterThanOrEqual(2);
      for (const id of nodeIds) expect(access?.node(id)?.farmId).toBe(farmId);
    }
  });

  it('signs a text as a browser extension wraps it', async () => {
    const [account] = await accounts();
    const answer = await wallet('/sign', { address: account?.address, text: 'line 1\nline 2' });
    const { signature } = (await answer.json()) as { signature: string };
    const message = new TextEncoder().encode('<Bytes>line 1\nline 2</Bytes>');
    const bytes = new Uint8Array(Buffer.from(signature.slice(2), 'hex'));
    expect(verify(message, bytes, toPublicKey(account?.address ?? ''))).toBe(true);
  });

  it('has no key of others, and does nothing for pages of other sites', async () => {
    const stranger = sandboxes.grid?.access.twin(1)?.address;
    expect((await wallet('/sign', { address: stranger, text: 'x' })).status).toBe(400);
    const [account] = await accounts();
    const foreign = await wallet('/sign', { address: account?.address, text: 'x' }, { origin: 'https://evil.test' });
    expect(foreign.status).toBe(403);
  });
});
