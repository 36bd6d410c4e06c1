import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, expect, it } from 'vitest';
import { createClock } from '../../../sandboxes/src/clock.ts';
import { startChain } from '../../../sandboxes/src/tfgrid/chain/start.ts';
import { transferKeepAlive } from './calls.ts';
import { createTfchain, type Tfchain } from './chain-client.ts';
import { createMnemonic, signerFromMnemonic } from './signer.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'tfchain-'));
const signer = signerFromMnemonic(createMnemonic());
const receiver = signerFromMnemonic(createMnemonic());
const genesis = {
  accounts: [{ publicKey: signer.publicKey, freeUnits: 10n ** 10n }],
  twins: [],
  farms: [],
  nodes: [],
};
const start = (port: number) =>
  startChain({ port, dataDir, clock: createClock(new DatabaseSync(':memory:')), genesis, blockTimeMs: 100 });
let tfchain: Tfchain | undefined;
let chain: Awaited<ReturnType<typeof start>> | undefined;

afterAll(async () => {
  await tfchain?.close();
  await chain?.close();
  rmSync(dataDir, { recursive: true });
});

it('a client outlives a restart of its node, and bytes signed before it still work after it', async () => {
  chain = await start(0);
  const client = createTfchain({ url: chain.url, signer, deadlineMs: 2000 });
  tfchain = client;
  const signed = await client.sign(transferKeepAlive(receiver.address, 1_000_000n), { nonce: 0 });
  await chain.close();
  await expect(client.account(signer.address)).rejects.toMatchObject({ code: 'chain_unavailable' });
  expect(await client.send(signed.bytes)).toMatchObject({ kind: 'unknown' });

  chain = await start(chain.port);
  await expect.poll(async () => (await client.send(signed.bytes)).kind, { timeout: 20_000 }).not.toBe('unknown');
  await expect.poll(async () => (await client.judge(signed)).kind, { timeout: 20_000 }).toBe('included');
  expect((await client.account(receiver.address)).freeUnits).toBe(1_000_000n);
});
