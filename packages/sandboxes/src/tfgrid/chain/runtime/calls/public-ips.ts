import type { Execution } from '../execution.ts';
import type { Farm, PublicIp } from '../values.ts';
import { refuse } from './contract-access.ts';

/** Gives the first free addresses of the farm to the contract. */
export function reserveIps(chain: Execution, farm: Farm, contractId: bigint, count: number): PublicIp[] {
  if (count === 0) return [];
  if (farm.public_ips.length < count) throw refuse('FarmHasNotEnoughPublicIPs');
  const chosen = farm.public_ips.filter((ip) => ip.contract_id === 0n).slice(0, count);
  if (chosen.length < count) throw refuse('FarmHasNotEnoughPublicIPsFree');
  const publicIps = farm.public_ips.map((ip) => (chosen.includes(ip) ? { ...ip, contract_id: contractId } : ip));
  chain.set('TfgridModule.Farms', [farm.id], { ...farm, public_ips: publicIps });
  return chosen.map((ip) => ({ ...ip, contract_id: contractId }));
}

export function freeIps(chain: Execution, nodeId: number, contractId: bigint): void {
  const node = chain.get('TfgridModule.Nodes', nodeId);
  const farm = node && chain.get('TfgridModule.Farms', node.farm_id);
  if (!farm) return;
  const freed: PublicIp[] = [];
  const publicIps = farm.public_ips.map((ip) => {
    if (ip.contract_id !== contractId) return ip;
    const free = { ...ip, contract_id: 0n };
    freed.push(free);
    return free;
  });
  chain.set('TfgridModule.Farms', [farm.id], { ...farm, public_ips: publicIps });
  chain.emit('SmartContractModule', 'IPsFreed', { contract_id: contractId, public_ips: freed });
}
