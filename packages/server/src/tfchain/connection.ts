import { createClient, type PolkadotClient } from 'polkadot-api';
import { getWsProvider } from 'polkadot-api/ws';
import { z } from 'zod';
import { shapeDifferences } from './check-shape.ts';
import { withDeadline } from './deadline.ts';
import { leavableProvider } from './leavable-provider.ts';
import { type RuntimeShape, runtimeShape } from './shape.ts';
import type { UnsafeApi } from './unsafe-api.ts';

const chainName = z.string().min(1).max(100);

/** A finalized block, the only kind that we believe. */
export interface BlockRef {
  number: number;
  /** `0x` hex. */
  hash: string;
}

export interface ChainNetwork {
  /** As the chain calls itself, such as `tfchain mainnet`. */
  name: string;
  /** `0x` hex: what makes it this chain and no other. */
  genesisHash: string;
  specVersion: number;
}

export interface ChainConnection {
  readonly api: UnsafeApi;
  readonly client: PolkadotClient;
  finalizedHead(): Promise<BlockRef>;
  /** Which chain this is, and at which version of its runtime. */
  network(): Promise<ChainNetwork>;
  /** What the runtime at this block does differently from our table; empty means that we may sign. Cached per runtime. */
  differences(): Promise<readonly string[]>;
  close(): void;
}

export interface ConnectionOptions {
  /** `ws://` or `wss://`; several addresses of the same chain are tried in turn. */
  url: string | string[];
  /** Real time that connecting may take. */
  deadlineMs: number;
  /** Only tests pass another table. */
  shape?: RuntimeShape;
}

/** Connects and reads the first finalized block. Throws ChainUnavailable when no node answers in time. */
export async function connectToChain(options: ConnectionOptions): Promise<ChainConnection> {
  const { provider, leave } = leavableProvider(getWsProvider(options.url));
  const client = createClient(provider);
  // The unsafe API takes its types from the live metadata: what comes back is parsed by our schemas, one per item.
  const api = client.getUnsafeApi() as unknown as UnsafeApi;
  const checked = new Map<number, string[]>();

  const connection: ChainConnection = {
    api,
    client,
    async finalizedHead() {
      const { number, hash } = await client.getFinalizedBlock();
      return { number, hash };
    },
    async network() {
      const [name, { genesisHash }, { spec_version }] = await Promise.all([
        client._request<string>('system_chain', []),
        client.getChainSpecData(),
        api.constants.System.Version(),
      ]);
      return { name: chainName.parse(name), genesisHash, specVersion: spec_version };
    },
    async differences() {
      // A runtime upgrade changes the spec version: then the new metadata is compared again.
      const { spec_version } = await api.constants.System.Version();
      const known = checked.get(spec_version);
      if (known !== undefined) return known;
      const head = await client.getFinalizedBlock();
      const found = shapeDifferences(await client.getMetadata(head.hash), options.shape ?? runtimeShape);
      checked.set(spec_version, found);
      return found;
    },
    close: leave,
  };
  try {
    await withDeadline('connecting', options.deadlineMs, async () => {
      await client.getFinalizedBlock();
      await connection.differences();
    });
    return connection;
  } catch (error) {
    leave();
    throw error;
  }
}
