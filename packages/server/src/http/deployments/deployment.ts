import type { Deployment, Suspension } from '@marketplace/contract';
import { appById, imageOf } from '@marketplace/core/catalog';
import { monthlyOf } from '@marketplace/core/pricing';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { type Deployment as NodeDeployment, staysReachable } from '../../rmb/index.ts';
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
    nodeScore: row.node_score,
    place: row.node_place,
    publicIpv4: row.public_ipv4,
    contractId: row.contract_id === null ? null : Number(row.contract_id),
    hourly: usdJson(row.hourly_units),
    monthly: usdJson(monthlyOf(row.hourly_units)),
    suspension: suspensionJson(row),
    cap:
      row.cap_units === null || row.cap_action === null
        ? null
        : { monthly: usdJson(row.cap_units), action: row.cap_action },
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

function suspensionJson(row: DeploymentRow): Suspension | null {
  if (row.suspension_cause === null) return null;
  return {
    cause: row.suspension_cause,
    dataKeptUntil: row.data_kept_until?.toISOString() ?? null,
    finalNoticeAt: row.final_notice_at?.toISOString() ?? null,
    keptHourly: usdJson(row.kept_hourly_units ?? 0n),
    machine: row.power_wanted === 'on' ? 'starting' : row.power === 'off' ? 'off' : 'switching_off',
    waitsForNode: row.power_retry_at !== null,
    publicAddressAnswers: row.workload !== null && staysReachable(row.workload as NodeDeployment),
  };
}
