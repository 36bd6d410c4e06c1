import { isDeepStrictEqual } from 'node:util';
import type { Deployment, Suspension } from '@marketplace/contract';
import { appById, imageOf } from '@marketplace/core/catalog';
import { DISK_INSIDE } from '@marketplace/core/deployments';
import { keptHourlyUnits, monthlyOf } from '@marketplace/core/pricing';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { startEnvironment } from '../../postgres/power.ts';
import { environmentOf, type Deployment as NodeDeployment, powerMeans, staysReachable } from '../../rmb/index.ts';
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
    operation: row.operation,
    stopped: stoppedJson(row),
    nextSize: row.next_size && { size: row.next_size.size, hourly: usdJson(BigInt(row.next_size.hourlyUnits)) },
    atNextStart: atNextStart(row),
    sshKeys: row.ssh_keys,
    environment: row.environment,
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

/** What it would be like to stop it. */
function stoppedJson(row: DeploymentRow): Deployment['stopped'] {
  const possible = keepsDisk(row);
  const parts = row.parts.map(({ code, hourlyUnits }) => ({ code, hourlyUnits: BigInt(hourlyUnits) }));
  const kept = row.kept_hourly_units ?? keptHourlyUnits(parts, possible ? 'disk' : 'machine');
  return { possible, reason: possible ? null : DISK_INSIDE, hourly: usdJson(kept) };
}

/** What was changed and the machine does not have yet. */
function atNextStart(row: DeploymentRow): Deployment['atNextStart'] {
  if (row.workload === null) return [];
  const { SSH_KEY: standingKeys, ...standing } = environmentOf(row.workload as NodeDeployment);
  const isSame = isDeepStrictEqual(standing, row.environment);
  return [
    ...(standingKeys === startEnvironment(row).SSH_KEY ? [] : (['sshKeys'] as const)),
    ...(isSame ? [] : (['environment'] as const)),
  ];
}

/** Whether the disk stays on the node when the machine is switched off. */
export function keepsDisk({ workload, app_id, image_id }: DeploymentRow): boolean {
  if (workload !== null) return powerMeans(workload as NodeDeployment) === 'machine_off';
  const app = appById(app_id);
  return (app && imageOf(app, image_id))?.kind === 'full';
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
