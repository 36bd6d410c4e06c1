import { blockAuthor, bridgeFees, bridgeValidator, foundation, toAddress } from './addresses.ts';
import {
  defaultPricingPolicy,
  defaultTftPrice,
  type Genesis,
  type GenesisNode,
  type GenesisPricingPolicy,
  type GenesisTwin,
} from './genesis.ts';
import { stakingPoolAccount } from './runtime/billing/distribution.ts';
import type { Execution } from './runtime/execution.ts';
import { toBytes } from './runtime/text.ts';
import type { Node, PricingPolicy, PublicConfig } from './runtime/values.ts';

/** Enough that the chain's own accounts live for ever, in units. */
const ownBalance = 10_000_000n;
const bridgeFee = 10_000_000n;

/** Writes the state that block 0 begins with. */
export function writeGenesis(chain: Execution, genesis: Genesis): void {
  const own = [blockAuthor, foundation, bridgeValidator, bridgeFees, stakingPoolAccount];
  const balances = new Map(own.map((account) => [account, ownBalance]));
  for (const { publicKey, freeUnits } of genesis.accounts) {
    const address = toAddress(publicKey);
    balances.set(address, (balances.get(address) ?? 0n) + freeUnits);
  }
  let issued = 0n;
  for (const [account, free] of balances) {
    issued += free;
    const data = { free, reserved: 0n, frozen: 0n, flags: 0n };
    chain.set('System.Account', [account], { nonce: 0, consumers: 0, providers: 1, sufficients: 0, data });
  }
  chain.set('Balances.TotalIssuance', [], issued);
  writeTwins(chain, genesis.twins);
  writeFarms(chain, genesis.farms);
  writeNodes(chain, genesis.nodes);
  chain.set('TfgridModule.ConnectionPrice', [], 80);
  chain.set('TfgridModule.PricingPolicies', [1], pricingPolicy(genesis.pricingPolicy ?? defaultPricingPolicy));
  chain.set('TfgridModule.PricingPolicyID', [], 1);
  const price = genesis.tftPrice ?? defaultTftPrice;
  chain.set('TFTPriceModule.TftPrice', [], price.currentMusd);
  chain.set('TFTPriceModule.AverageTftPrice', [], price.currentMusd);
  chain.set('TFTPriceModule.MinTftPrice', [], price.minMusd);
  chain.set('TFTPriceModule.MaxTftPrice', [], price.maxMusd);
  chain.set('TFTBridgeModule.Validators', [], [bridgeValidator]);
  chain.set('TFTBridgeModule.FeeAccount', [], bridgeFees);
  chain.set('TFTBridgeModule.DepositFee', [], bridgeFee);
  chain.set('TFTBridgeModule.WithdrawFee', [], bridgeFee);
}

function writeTwins(chain: Execution, twins: GenesisTwin[]): void {
  for (const { id, publicKey, relay, encryptionKey, stashPublicKey } of twins) {
    const account = toAddress(publicKey);
    const twin = {
      id,
      account_id: account,
      relay: relay ? toBytes(relay) : undefined,
      entities: [],
      pk: encryptionKey,
    };
    chain.set('TfgridModule.Twins', [id], twin);
    chain.set('TfgridModule.TwinIdByAccountID', [account], id);
    if (stashPublicKey) chain.set('TfgridModule.TwinBoundedAccountID', [id], toAddress(stashPublicKey));
  }
  chain.set('TfgridModule.TwinID', [], largestId(twins));
}

function writeFarms(chain: Execution, farms: Genesis['farms']): void {
  for (const farm of farms) {
    const name = toBytes(farm.name);
    chain.set('TfgridModule.Farms', [farm.id], {
      version: 4,
      id: farm.id,
      name,
      twin_id: farm.twinId,
      pricing_policy_id: 1,
      certification: { type: farm.certification, value: undefined },
      public_ips: farm.publicIps.map(({ ip, gateway }) => ({
        ip: toBytes(ip),
        gateway: toBytes(gateway),
        contract_id: 0n,
      })),
      dedicated_farm: farm.dedicated,
      farming_policy_limits: undefined,
    });
    chain.set('TfgridModule.FarmIdByName', [name], farm.id);
  }
  chain.set('TfgridModule.FarmID', [], largestId(farms));
}

function writeNodes(chain: Execution, nodes: GenesisNode[]): void {
  const byFarm = new Map<number, number[]>();
  for (const node of nodes) {
    chain.set('TfgridModule.Nodes', [node.id], nodeValue(node));
    chain.set('TfgridModule.NodeIdByTwinID', [node.twinId], node.id);
    byFarm.set(node.farmId, [...(byFarm.get(node.farmId) ?? []), node.id]);
    if (node.power === 'down') {
      const power = { state: { type: 'Down' as const, value: 0 }, target: { type: 'Down' as const, value: undefined } };
      chain.set('TfgridModule.NodePower', [node.id], power);
    }
    if (node.extraFeeMusd)
      chain.set('SmartContractModule.DedicatedNodesExtraFee', [node.id], BigInt(node.extraFeeMusd));
    if (node.v3OptOut) chain.set('TfgridModule.NodeV3BillingOptOut', [node.id], BigInt(node.createdAtSeconds));
  }
  for (const [farmId, ids] of byFarm) chain.set('TfgridModule.NodesByFarmID', [farmId], ids);
  chain.set('TfgridModule.NodeID', [], largestId(nodes));
}

function nodeValue(node: GenesisNode): Node {
  const { cru, mru, sru, hru } = node.resources;
  const { city, country, latitude, longitude } = node.location;
  return {
    version: 5,
    id: node.id,
    farm_id: node.farmId,
    twin_id: node.twinId,
    resources: { hru: BigInt(hru), sru: BigInt(sru), cru: BigInt(cru), mru: BigInt(mru) },
    location: {
      city: toBytes(city),
      country: toBytes(country),
      latitude: toBytes(latitude),
      longitude: toBytes(longitude),
    },
    public_config: node.publicConfig && publicConfig(node.publicConfig),
    created: BigInt(node.createdAtSeconds),
    farming_policy_id: 1,
    interfaces: [],
    certification: { type: node.certification, value: undefined },
    secure_boot: node.secureBoot ?? false,
    virtualized: node.virtualized ?? false,
    serial_number: node.serialNumber ? toBytes(node.serialNumber) : undefined,
    connection_price: 80,
  };
}

function publicConfig({ ip4, ip6, domain }: NonNullable<GenesisNode['publicConfig']>): PublicConfig {
  return {
    ip4: { ip: toBytes(ip4.ip), gw: toBytes(ip4.gateway) },
    ip6: ip6 && { ip: toBytes(ip6.ip), gw: toBytes(ip6.gateway) },
    domain: domain ? toBytes(domain) : undefined,
  };
}

function pricingPolicy(prices: GenesisPricingPolicy): PricingPolicy {
  const policy = (value: number) => ({ value, unit: { type: 'Gigabytes' as const, value: undefined } });
  return {
    version: 2,
    id: 1,
    name: toBytes('threefold_default_pricing_policy'),
    su: policy(prices.su),
    cu: policy(prices.cu),
    nu: policy(prices.nu),
    ipu: policy(prices.ipu),
    unique_name: policy(prices.uniqueName),
    domain_name: policy(prices.domainName),
    foundation_account: foundation,
    certified_sales_account: foundation,
    discount_for_dedication_nodes: prices.discountForDedicationNodes,
  };
}

const largestId = (items: { id: number }[]): number => items.reduce((largest, { id }) => Math.max(largest, id), 0);
