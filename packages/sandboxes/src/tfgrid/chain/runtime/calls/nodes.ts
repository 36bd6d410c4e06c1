import { type Execution, moduleError, type Origin } from '../execution.ts';
import { handler } from '../handler.ts';
import type { Enum, Node, NodePower } from '../values.ts';
import { ownTwin } from './twins.ts';

const pallet = 'TfgridModule';
const refuse = (name: string) => moduleError(pallet, name);
type Power = Enum<'Up' | 'Down'>;

export const nodeCalls = {
  report_uptime_v2: handler<{ uptime: bigint; timestamp_hint: bigint }>((chain, origin, args) => {
    const node = ownNode(chain, origin.account);
    const drift = args.timestamp_hint - chain.nowSeconds;
    // The sandbox's own reports cannot know the time of the block that will take them up.
    if (!origin.authority && (drift > 60n || drift < -60n)) throw refuse('InvalidTimestampHint');
    chain.emit(pallet, 'NodeUptimeReported', [node.id, chain.nowSeconds, args.uptime]);
  }),
  /** Signed by the node itself. */
  change_power_state: handler<{ power_state: Power }>((chain, origin, { power_state }) => {
    const node = ownNode(chain, origin.account);
    const state: NodePower['state'] =
      power_state.type === 'Up' ? { type: 'Up', value: undefined } : { type: 'Down', value: chain.blockNumber };
    const power = chain.get('TfgridModule.NodePower', node.id);
    if (power.state.type === state.type) return;
    chain.set('TfgridModule.NodePower', [node.id], { ...power, state });
    chain.emit(pallet, 'PowerStateChanged', { farm_id: node.farm_id, node_id: node.id, power_state: state });
    if (state.type === 'Up') restartRentClock(chain, node.id);
  }),
  /** Signed by the farmer. An authority may send a node to standby that still has contracts. */
  change_power_target: handler<{ node_id: number; power_target: Power }>((chain, origin, { node_id, power_target }) => {
    const node = farmersNode(chain, origin, node_id, 'UnauthorizedToChangePowerTarget');
    const hasContracts = chain.get('SmartContractModule.ActiveNodeContracts', node_id).length > 0;
    if (power_target.type === 'Down' && hasContracts && !origin.authority) throw refuse('NodeHasActiveContracts');
    const power = chain.get('TfgridModule.NodePower', node_id);
    chain.set('TfgridModule.NodePower', [node_id], { ...power, target: power_target });
    chain.emit(pallet, 'PowerTargetChanged', { farm_id: node.farm_id, node_id, power_target });
  }),
  opt_out_of_v3_billing: handler<{ node_id: number }>((chain, origin, { node_id }) => {
    farmersNode(chain, origin, node_id, 'FarmerNotAuthorized');
    if (chain.has('TfgridModule.NodeV3BillingOptOut', node_id)) throw refuse('NodeV3BillingOptOutAlreadyEnabled');
    chain.set('TfgridModule.NodeV3BillingOptOut', [node_id], chain.nowSeconds);
    chain.emit(pallet, 'NodeV3BillingOptedOut', { node_id, opted_out_at: chain.nowSeconds });
  }),
};

/** The node that signs with this account. */
export function ownNode(chain: Execution, account: string): Node {
  const twin = ownTwin(chain, account);
  const node = chain.get('TfgridModule.Nodes', chain.get('TfgridModule.NodeIdByTwinID', twin.id));
  if (!node) throw refuse('NodeNotExists');
  return node;
}

/** A node of a farm that belongs to this account. */
function farmersNode(chain: Execution, origin: Origin, nodeId: number, otherwise: string): Node {
  const node = chain.get('TfgridModule.Nodes', nodeId);
  if (!node) throw refuse('NodeNotExists');
  if (origin.authority) return node;
  const farm = chain.get('TfgridModule.Farms', node.farm_id);
  if (farm?.twin_id !== ownTwin(chain, origin.account).id) throw refuse(otherwise);
  return node;
}

/** The time that a rented node spent in standby is not billed. */
function restartRentClock(chain: Execution, nodeId: number): void {
  const contractId = chain.get('SmartContractModule.ActiveRentContractForNode', nodeId);
  const payment =
    contractId === undefined ? undefined : chain.get('SmartContractModule.ContractPaymentState', contractId);
  if (contractId === undefined || !payment) return;
  const restarted = { ...payment, last_updated_seconds: chain.nowSeconds };
  chain.set('SmartContractModule.ContractPaymentState', [contractId], restarted);
}
