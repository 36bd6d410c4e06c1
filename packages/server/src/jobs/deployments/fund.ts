import { appById, imageOf, machineLayout } from '@marketplace/core/catalog';
import { queueSubmission } from '../../postgres/chain-submissions.ts';
import type { DeploymentRow } from '../../postgres/deployments.ts';
import { buildVm, deploymentHash, newVmNetwork, RmbError } from '../../rmb/index.ts';
import { fail } from './fail.ts';
import { moveOn } from './move-on.ts';
import { type DeploymentJobParts, done, now, type StepOutcome } from './parts.ts';

/** 10 TFT: below this the operator's account cannot be trusted to pay a new contract's first bills and fees. */
const LEAST_UNITS = 100_000_000n;

/** Makes sure that the operator can pay, then writes down the exact deployment and queues its contract. */
export async function fund(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> {
  const { usableUnits } = await parts.chain.account(parts.chain.signer?.address ?? '');
  if (usableUnits < LEAST_UNITS) {
    await fail(parts, row, {
      code: 'temporarily_unavailable',
      reason: 'The marketplace cannot take new orders now; its operator has been told.',
    });
    return done;
  }
  const built = await buildDeployment(parts, row);
  const hash = deploymentHash(built.deployment);
  const change = {
    to: 'contracting' as const,
    cause: 'funded',
    detail: `Asking the grid for ${row.size.cpu} cores on node ${row.node_id}.`,
    set: { workload: JSON.stringify(built.deployment), workload_hash: hash },
  };
  await moveOn(parts, row, change, (tx, at) =>
    queueSubmission(tx, {
      id: parts.newId(at),
      deploymentId: row.id,
      intent: {
        kind: 'create_contract',
        nodeId: row.node_id,
        hash,
        deploymentData: built.deploymentData,
        publicIps: built.publicIps,
      },
      now: at,
    }),
  );
  return now;
}

async function buildDeployment({ chain, nodes, operator }: DeploymentJobParts, row: DeploymentRow) {
  const app = appById(row.app_id);
  const image = app && imageOf(app, row.image_id);
  const node = await chain.node(row.node_id);
  if (!image || !node) throw new Error(`deployment ${row.id} names an image or node that is gone`);
  const { twinId } = await operator();
  const usedPorts = await nodes.listWgPorts(node.twinId).catch((error: unknown) => {
    if (error instanceof RmbError) return [];
    throw error;
  });
  return buildVm({
    deploymentId: row.id,
    twinId,
    name: row.name,
    image: { flist: image.flist, entrypoint: image.entrypoint },
    layout: machineLayout(image.kind, row.size),
    publicIpv4: row.public_ipv4,
    sshKeys: row.ssh_keys,
    light: row.light,
    network: newVmNetwork(usedPorts),
  });
}
