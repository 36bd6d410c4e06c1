import { z } from 'zod';
import type { ChainConnection } from './connection.ts';
import { type ChainContract, contractSchema } from './contract.ts';
import { ChainAnswerInvalid, ChainUnavailable } from './errors.ts';
import {
  accountSchema,
  type BridgeMint,
  bridgeMintSchema,
  type ChainAccount,
  type ChainFarm,
  type ChainNode,
  type ChainTwin,
  farmSchema,
  type NodePower,
  nodePowerSchema,
  nodeSchema,
  type PricingPolicy,
  pricingPolicySchema,
  termsSchema,
  twinSchema,
} from './schemas.ts';
import type { StorageEntry } from './unsafe-api.ts';
import { amount, id64, toBytes, toDeploymentHash, u32 } from './values.ts';

/** mUSD per TFT. The price that bills use is the average, held between min and max. */
export interface TftPrice {
  averageMusd: number;
  minMusd: number;
  maxMusd: number;
}

/** TFChain bills every contract by policy 1, whatever policy a farm names. */
const billingPolicyId = 1;

export interface ReadOptions {
  /** Hash of the block to read at; the last finalized one without it. */
  at?: string;
  signal?: AbortSignal;
}

/** Where storage is read: one item (`Pallet.Item`), with the caller's idea of deadline and connection. */
export type ReadItem = <T>(item: string, read: (entry: StorageEntry) => Promise<T>) => Promise<T>;

export function itemsOf({ api }: Pick<ChainConnection, 'api'>): ReadItem {
  return async (item, read) => {
    const [pallet = '', name = ''] = item.split('.');
    const entry = api.query[pallet]?.[name];
    if (entry === undefined) throw new ChainAnswerInvalid(item, new Error('no such storage item'));
    return read(entry);
  };
}

/** Every question that we ask the chain's storage, answered at finalized blocks. */
export function chainReads(readItem: ReadItem) {
  const read: Read = {
    value: async (item, schema, keys, options) =>
      parse(item, schema, await readItem(item, (entry) => entry.getValue(...keys, options))),
    async entries(item, schema, options) {
      const found = await readItem(item, (entry) => entry.getEntries(options));
      return found.map((entry) => ({ key: entry.keyArgs[0], value: parse(item, schema, entry.value) }));
    },
  };
  return { ...priceReads(read), ...twinReads(read), ...nodeReads(read), ...contractReads(read), ...bridgeReads(read) };
}

interface Read {
  value<T>(item: string, schema: z.ZodType<T>, keys: unknown[], options: ReadOptions): Promise<T>;
  entries<T>(item: string, schema: z.ZodType<T>, options: ReadOptions): Promise<{ key: unknown; value: T }[]>;
}

const priceReads = ({ value }: Read) => ({
  pricingPolicy: (options: ReadOptions = {}): Promise<PricingPolicy> =>
    value('TfgridModule.PricingPolicies', pricingPolicySchema, [billingPolicyId], options),

  async tftPrice(options: ReadOptions = {}): Promise<TftPrice> {
    const [averageMusd, minMusd, maxMusd] = await Promise.all([
      value('TFTPriceModule.AverageTftPrice', u32, [], options),
      value('TFTPriceModule.MinTftPrice', u32, [], options),
      value('TFTPriceModule.MaxTftPrice', u32, [], options),
    ]);
    return { averageMusd, minMusd, maxMusd };
  },

  /** The block's own time. */
  timestamp: async (options: ReadOptions = {}): Promise<Date> =>
    new Date(await value('Timestamp.Now', id64, [], options)),

  /** Blocks between two bills of one contract. */
  billingFrequencyBlocks: (options: ReadOptions = {}): Promise<number> =>
    value('SmartContractModule.BillingFrequency', id64, [], options),
});

const twinReads = ({ value }: Read) => ({
  account: (address: string, options: ReadOptions = {}): Promise<ChainAccount> =>
    value('System.Account', accountSchema, [address], options),

  twinIdOf: (address: string, options: ReadOptions = {}): Promise<number | undefined> =>
    value('TfgridModule.TwinIdByAccountID', u32.optional(), [address], options),

  twin: (twinId: number, options: ReadOptions = {}): Promise<ChainTwin | undefined> =>
    value('TfgridModule.Twins', twinSchema.optional(), [twinId], options),

  /** Counts for the discount of the twin's contracts, and never pays. */
  stashOf: (twinId: number, options: ReadOptions = {}): Promise<string | undefined> =>
    value('TfgridModule.TwinBoundedAccountID', z.string().optional(), [twinId], options),

  async hasAcceptedTerms(address: string, options: ReadOptions = {}): Promise<boolean> {
    const accepted = await value('TfgridModule.UsersTermsAndConditions', termsSchema, [address], options);
    return (accepted?.length ?? 0) > 0;
  },
});

const nodeReads = ({ value, entries }: Read) => ({
  farm: (farmId: number, options: ReadOptions = {}): Promise<ChainFarm | undefined> =>
    value('TfgridModule.Farms', farmSchema.optional(), [farmId], options),

  node: (nodeId: number, options: ReadOptions = {}): Promise<ChainNode | undefined> =>
    value('TfgridModule.Nodes', nodeSchema.optional(), [nodeId], options),

  /** Ids in the chain's order; empty for a farm without nodes or one that does not exist. */
  nodesOfFarm: (farmId: number, options: ReadOptions = {}): Promise<number[]> =>
    value('TfgridModule.NodesByFarmID', z.array(u32), [farmId], options),

  nodePower: (nodeId: number, options: ReadOptions = {}): Promise<NodePower> =>
    value('TfgridModule.NodePower', nodePowerSchema, [nodeId], options),

  /** Extra fee of a dedicated node in mUSD per month; 0 without one. */
  extraFeeMusd: (nodeId: number, options: ReadOptions = {}): Promise<bigint> =>
    value('SmartContractModule.DedicatedNodesExtraFee', amount, [nodeId], options),

  rentContractOfNode: (nodeId: number, options: ReadOptions = {}): Promise<number | undefined> =>
    value('SmartContractModule.ActiveRentContractForNode', id64.optional(), [nodeId], options),

  /** Nodes whose farmer left v3 billing: only admins may deploy there. Empty on runtimes before 2026. */
  async optedOutNodes(options: ReadOptions = {}): Promise<Set<number>> {
    try {
      const found = await entries('TfgridModule.NodeV3BillingOptOut', z.unknown(), options);
      return new Set(found.map(({ key }) => u32.parse(key)));
    } catch (error) {
      if (isAbsentItem(error)) return new Set();
      throw error;
    }
  },
});

const bridgeReads = ({ value }: Read) => ({
  /** By the id of the deposit: the hash of its Stellar transaction, or `refund-<burn id>`. Undefined until it is minted. */
  bridgeMint: (id: string, options: ReadOptions = {}): Promise<BridgeMint | undefined> =>
    value('TFTBridgeModule.ExecutedMintTransactions', bridgeMintSchema.optional(), [toBytes(id)], options),

  /** What the bridge keeps of each crossing; the council may change it. */
  async bridgeFees(options: ReadOptions = {}): Promise<{ depositUnits: bigint; withdrawUnits: bigint }> {
    const [depositUnits, withdrawUnits] = await Promise.all([
      value('TFTBridgeModule.DepositFee', amount, [], options),
      value('TFTBridgeModule.WithdrawFee', amount, [], options),
    ]);
    return { depositUnits, withdrawUnits };
  },
});

const contractReads = ({ value, entries }: Read) => ({
  /** Undefined means deleted or never created, at that finalized block. */
  contract: (contractId: number, options: ReadOptions = {}): Promise<ChainContract | undefined> =>
    value('SmartContractModule.Contracts', contractSchema.optional(), [BigInt(contractId)], options),

  /** The key is global and may be stale: check twin and node of the contract before believing that it is ours. */
  async contractIdByNodeAndHash(nodeId: number, hash: string, options: ReadOptions = {}): Promise<number | undefined> {
    const keys = [nodeId, toDeploymentHash(hash)];
    const found = await value('SmartContractModule.ContractIDByNodeIDAndHash', id64, keys, options);
    return found === 0 ? undefined : found;
  },

  /** Every live contract of one twin, by walking all contracts: for sweeps, not for requests. */
  async activeContractsOfTwin(twinId: number, options: ReadOptions = {}): Promise<ChainContract[]> {
    const found = await entries('SmartContractModule.Contracts', contractSchema, options);
    return found.map((entry) => entry.value).filter((each) => each.twinId === twinId && each.state.kind !== 'deleted');
  },
});

export type ChainReads = ReturnType<typeof chainReads>;

/** polkadot-api's answer about an item that the runtime does not have. */
function isAbsentItem(error: unknown): boolean {
  const reason = error instanceof ChainUnavailable ? error.cause : error;
  return reason instanceof Error && /^Runtime entry .* not found$/.test(reason.message);
}

function parse<T>(item: string, schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ChainAnswerInvalid(item, parsed.error);
  return parsed.data;
}
