import { z } from 'zod';
import { checkDeployment, Refusal } from './check-deployment.ts';
import { type Deployment, deploymentSchema } from './deployment.ts';
import type { StoredDeployment } from './deployment-store.ts';
import type { Grid } from './grid.ts';
import type { Provisioner } from './provision.ts';
import { mergeUpdate } from './update-deployment.ts';

/** One message to one node. */
export interface NodeCall {
  grid: Grid;
  provisioner: Provisioner;
  nodeId: number;
  sourceTwin: number;
  payload: unknown;
}

const byContract = z.object({ contract_id: z.number().int() });

export const deploymentCommands: Record<string, (call: NodeCall) => unknown> = {
  'zos.deployment.deploy'(call) {
    const deployment = readDeployment(call);
    if (deployment.version !== 0) throw new Refusal('expected version to be 0 on deployment creation');
    if (call.grid.statuses.of(call.nodeId) === 'refusing')
      throw new Refusal('node does not accept deployments at the moment');
    checkDeployment(deployment, contextOf(call));
    if (call.grid.deployments.get(deployment.contract_id)) throw new Refusal('exists');
    call.provisioner.start(call.nodeId, withoutResults(deployment));
    return null;
  },
  'zos.deployment.update'(call) {
    const deployment = readDeployment(call);
    const stored = storedFor(call, deployment.contract_id);
    const merged = mergeUpdate(stored.deployment, deployment);
    checkDeployment(deployment, contextOf(call));
    call.provisioner.start(call.nodeId, merged);
    return null;
  },
  'zos.deployment.get': (call) => storedFor(call, byContract.parse(call.payload).contract_id).deployment,
  'zos.deployment.changes': (call) => storedFor(call, byContract.parse(call.payload).contract_id).deployment.workloads,
  'zos.deployment.list': (call) =>
    call.grid.deployments
      .onNode(call.nodeId)
      .map((stored) => stored.deployment)
      .filter((deployment) => deployment.twin_id === call.sourceTwin && deployment.workloads.some(isActive)),
  'zos.deployment.delete'() {
    throw new Refusal('deletion over the api is disabled, please cancel your contract instead');
  },
};

function readDeployment({ payload }: NodeCall): Deployment {
  const parsed = deploymentSchema.safeParse(payload);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new Refusal(`deployment is invalid: ${issue?.path.join('.')}: ${issue?.message}`);
}

function contextOf({ grid, nodeId, sourceTwin }: NodeCall) {
  return { access: grid.access, nodeId, sourceTwin, isVerified: grid.isVerified };
}

/** Another twin's deployment is none. */
function storedFor(call: NodeCall, contractId: number): StoredDeployment {
  const stored = call.grid.deployments.get(contractId);
  if (stored?.nodeId !== call.nodeId || stored.deployment.twin_id !== call.sourceTwin) {
    throw new Refusal('deployment not found');
  }
  return stored;
}

function withoutResults(deployment: Deployment): Deployment {
  const result = { created: 0, state: 'init' as const, message: '', data: null };
  return { ...deployment, workloads: deployment.workloads.map((workload) => ({ ...workload, result: { ...result } })) };
}

function isActive({ result }: Deployment['workloads'][number]): boolean {
  return result?.state !== 'deleted' && result?.state !== 'error';
}
