import { randomUUID } from 'node:crypto';
import type { ChainAccess } from '../access.ts';
import { blockAuthor, bridgeValidator, toAddress } from '../addresses.ts';
import type { Chain } from '../blocks/chain.ts';
import type { Origin } from '../runtime/execution.ts';
import { toBytes } from '../runtime/text.ts';

type InnerCalls = Pick<
  ChainAccess,
  'reportContractResources' | 'reportUptime' | 'setNodePower' | 'setTftPrice' | 'mint'
>;

/** The calls that nodes, price oracle and bridge would sign; the sandbox makes them without keys. */
export function innerCalls(chain: Chain): InnerCalls {
  const send = (origin: Origin, pallet: string, call: string, args: unknown) =>
    chain.callInNextBlock(origin, { type: pallet, value: { type: call, value: args } });
  const nodeOrigin = (nodeId: number): Origin => {
    const node = chain.storage().get('TfgridModule.Nodes', nodeId);
    const twin = node && chain.storage().get('TfgridModule.Twins', node.twin_id);
    if (!twin) throw new RangeError(`the chain knows no node ${nodeId}`);
    return { account: twin.account_id, authority: true };
  };

  return {
    async reportContractResources(nodeId, contractId, { cru, mru, sru, hru }) {
      const used = { hru: BigInt(hru), sru: BigInt(sru), cru: BigInt(cru), mru: BigInt(mru) };
      const contract_resources = [{ contract_id: BigInt(contractId), used }];
      await send(nodeOrigin(nodeId), 'SmartContractModule', 'report_contract_resources', { contract_resources });
    },
    async reportUptime(nodeId, uptimeSeconds) {
      const timestamp_hint = BigInt(Math.floor(chain.state.best.block.timestampMs / 1000));
      const args = { uptime: BigInt(uptimeSeconds), timestamp_hint };
      await send(nodeOrigin(nodeId), 'TfgridModule', 'report_uptime_v2', args);
    },
    async setNodePower(nodeId, power) {
      const wanted = { type: power === 'standby' ? 'Down' : 'Up', value: undefined };
      const origin = nodeOrigin(nodeId);
      await Promise.all([
        send(origin, 'TfgridModule', 'change_power_target', { node_id: nodeId, power_target: wanted }),
        send(origin, 'TfgridModule', 'change_power_state', { power_state: wanted }),
      ]);
    },
    async setTftPrice(musd) {
      const block_number = chain.state.best.block.number + 1;
      const origin = { account: blockAuthor, authority: true };
      await send(origin, 'TFTPriceModule', 'set_prices', { price: musd, block_number });
    },
    async mint(publicKey, units) {
      const amount = units + chain.storage().get('TFTBridgeModule.DepositFee');
      const args = { transaction: toBytes(randomUUID()), target: toAddress(publicKey), amount };
      const origin = { account: bridgeValidator, authority: true };
      await send(origin, 'TFTBridgeModule', 'propose_or_vote_mint_transaction', args);
    },
  };
}
