import type { ChainAccess, ChainFaults } from '../access.ts';
import { toAddress, toPublicKey } from '../addresses.ts';
import type { Chain } from '../blocks/chain.ts';
import { billingPriceMusd } from '../runtime/billing/cost.ts';
import type { StorageItem, ValueOf } from '../runtime/storage-items.ts';
import { createEventFeed, recentBlocks } from './chain-blocks.ts';
import { innerCalls } from './inner-calls.ts';
import { plainContract, plainFarm, plainNode, plainTwin } from './plain-values.ts';

/** The chain as the rest of the grid sandbox sees it. */
export function createChainAccess(chain: Chain, faults: ChainFaults): ChainAccess {
  const best = () => chain.storage();
  const all = <Item extends StorageItem>(item: Item): NonNullable<ValueOf<Item>>[] => {
    const view = chain.state.best;
    const keys = view.keys(chain.codecs.storagePrefix(item));
    return keys.map((key) => chain.codecs.decode(item, key, view.get(key)) as NonNullable<ValueOf<Item>>);
  };
  const map = <From, To>(value: From | undefined, plain: (value: From) => To): To | undefined =>
    value === undefined ? undefined : plain(value);
  const byId = (a: { id: number }, b: { id: number }) => a.id - b.id;

  return {
    now: () => chain.state.best.block.timestampMs,
    bestBlock: () => nameOf(chain.state.best.block),
    finalizedBlock: () => nameOf(chain.finalized),
    recentBlocks: (limit) => recentBlocks(chain, limit),
    twin: (id) => map(best().get('TfgridModule.Twins', id), plainTwin),
    twins: () => all('TfgridModule.Twins').map(plainTwin).sort(byId),
    twinIdOfAccount: (publicKey) => best().get('TfgridModule.TwinIdByAccountID', toAddress(publicKey)),
    accountKeyOfTwin: (twinId) => map(best().get('TfgridModule.Twins', twinId), (twin) => toPublicKey(twin.account_id)),
    farm: (id) => map(best().get('TfgridModule.Farms', id), plainFarm),
    farms: () => all('TfgridModule.Farms').map(plainFarm).sort(byId),
    node: (id) => map(best().get('TfgridModule.Nodes', id), (node) => plainNode(best(), node)),
    nodes() {
      const storage = best();
      return all('TfgridModule.Nodes')
        .map((node) => plainNode(storage, node))
        .sort(byId);
    },
    contract: (id) =>
      map(best().get('SmartContractModule.Contracts', BigInt(id)), (contract) => plainContract(best(), contract)),
    contracts() {
      const storage = best();
      return all('SmartContractModule.Contracts')
        .map((contract) => plainContract(storage, contract))
        .sort((a, b) => a.contractId - b.contractId);
    },
    balance(publicKey) {
      const { free, reserved, frozen } = best().get('System.Account', toAddress(publicKey)).data;
      return { freeUnits: free, reservedUnits: reserved, frozenUnits: frozen };
    },
    tftPriceMusd: () => billingPriceMusd(best()),
    onEvent: createEventFeed(chain),
    ...innerCalls(chain),
    faults,
  };
}

const nameOf = ({ number, hash }: { number: number; hash: string }) => ({ number, hash });
