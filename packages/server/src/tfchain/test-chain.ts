import { DatabaseSync } from 'node:sqlite';
import { createClock } from '../../../sandboxes/src/clock.ts';
import type { Genesis, GenesisNode } from '../../../sandboxes/src/tfgrid/chain/genesis.ts';
import { startChain } from '../../../sandboxes/src/tfgrid/chain/start.ts';
import { type ChainCall, createNodeContract } from './calls.ts';
import { createTfchain, type Tfchain, type TfchainOptions } from './chain-client.ts';
import type { SubmissionState } from './outcome.ts';
import type { SignedExtrinsic } from './signed-bytes.ts';
import { createMnemonic, signerFromMnemonic } from './signer.ts';

/** Only for tests: a small chain of the sandbox with one farm, and what each test does with it. */
export const operator = signerFromMnemonic(createMnemonic());
export const farmer = signerFromMnemonic(createMnemonic());
export const newcomer = signerFromMnemonic(createMnemonic());
export const tft = 10_000_000n;
export const gib = 1024 ** 3;
const node = (id: number, rest: Partial<GenesisNode> = {}): GenesisNode => ({
  id,
  farmId: 1,
  twinId: 100 + id,
  resources: { cru: 8, mru: 32 * gib, sru: 500 * gib, hru: 0 },
  location: { city: 'Ghent', country: 'Belgium', latitude: '51.05', longitude: '3.72' },
  certification: 'Diy',
  createdAtSeconds: 1_700_000_000,
  ...rest,
});

const genesis: Genesis = {
  accounts: [operator, farmer, newcomer].map(({ publicKey }) => ({ publicKey, freeUnits: 1000n * tft })),
  twins: [
    { id: 1, publicKey: farmer.publicKey, relay: 'relay.test' },
    { id: 7001, publicKey: operator.publicKey, relay: 'relay.test', encryptionKey: operator.encryptionPublicKey },
    ...[11, 12, 13].map((id) => ({ id: 100 + id, publicKey: signerFromMnemonic(createMnemonic()).publicKey })),
  ],
  farms: [
    {
      id: 1,
      name: 'Freefarm',
      twinId: 1,
      certification: 'NotCertified',
      dedicated: false,
      publicIps: [{ ip: '185.69.167.10/24', gateway: '185.69.167.1' }],
    },
  ],
  nodes: [node(11, { certification: 'Certified' }), node(12, { power: 'down' }), node(13, { v3OptOut: true })],
};

export async function startTestChain() {
  const clock = createClock(new DatabaseSync(':memory:'));
  const chain = await startChain({ port: 0, clock, genesis, blockTimeMs: 100, finalityLag: 1 });
  const opened: Tfchain[] = [];
  const open = (options: Partial<TfchainOptions> = {}): Tfchain => {
    const made = createTfchain({ url: chain.url, signer: operator, deadlineMs: 5000, ...options });
    opened.push(made);
    return made;
  };
  const tfchain = open();
  const nextNonce = async () => (await tfchain.account(operator.address)).nonce;

  /** Waits by blocks, not by time, until the submission is decided. */
  async function decided(signed: SignedExtrinsic): Promise<SubmissionState> {
    let { number } = await tfchain.finalizedHead();
    for (;;) {
      const state = await tfchain.judge(signed);
      if (state.kind !== 'pending') return state;
      number = (await tfchain.finalizedAfter(number, 5000)).number;
    }
  }

  return {
    clock,
    access: chain.access,
    tfchain,
    open,
    nextNonce,
    decided,
    async carryOut(call: ChainCall) {
      const signed = await tfchain.sign(call, { nonce: await nextNonce() });
      await tfchain.send(signed.bytes);
      const state = await decided(signed);
      if (state.kind !== 'included') throw new Error(`not included: ${state.kind}`);
      return state;
    },
    async close() {
      for (const each of opened) await each.close();
      await chain.close();
    },
  };
}

export type TestChain = Awaited<ReturnType<typeof startTestChain>>;

/** 32 characters that differ with `n`. */
export const hash = (n: number) => n.toString(16).padStart(32, '0');

export function contractCall(n: number, rest: { nodeId?: number; publicIps?: number } = {}): ChainCall {
  return createNodeContract({ nodeId: 11, hash: hash(n), deploymentData: '{"version":4}', publicIps: 0, ...rest });
}
