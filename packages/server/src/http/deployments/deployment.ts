import type { Deployment } from '@marketplace/contract';
import { appById, imageOf } from '@marketplace/core/catalog';
import { monthlyOf } from '@marketplace/core/pricing';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { pricePartJson } from '../catalog/price-part.ts';
import { usdJson } from '../money.ts';

/** A deployment as its owner sees it. The address is shown while something answers there. */
export function deploymentJson(row: DeploymentRow, sshPort: number): Deployment {
  const app = appById(row.app_id);
  const image = app && imageOf(app, row.image_id);
  const reachable = row.status === 'running' || row.status === 'degraded';
  const address = reachable ? (row.result?.publicIp ?? row.result?.privateNetworkIp ?? null) : null;
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    statusReason: row.status_reason,
    statusSince: row.status_since.toISOString(),
    appId: row.app_id,
    imageId: row.image_id,
    imageName: image?.name ?? row.image_id,
    size: row.size,
    nodeId: row.node_id,
    place: row.node_place,
    publicIpv4: row.public_ipv4,
    contractId: row.contract_id === null ? null : Number(row.contract_id),
    hourly: usdJson(row.hourly_units),
    monthly: usdJson(monthlyOf(row.hourly_units)),
    parts: row.parts.map(pricePartJson),
    costSoFar: usdJson(row.cost_units),
    address,
    privateAddress: reachable ? (row.result?.privateIp ?? null) : null,
    ssh: address ? { host: address, port: sshPort, user: image?.sshUser ?? 'root' } : null,
    createdAt: row.created_at.toISOString(),
    runningSince: row.billing_from?.toISOString() ?? null,
    deletedAt: row.deleted_at?.toISOString() ?? null,
  };
}
