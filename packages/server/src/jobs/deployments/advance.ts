import { type DeploymentRow, findDeployment, requestStep } from '../../postgres/deployments.ts';
import { cleanUp } from './clean-up.ts';
import { awaitContract } from './contract.ts';
import { deployOnNode } from './deploy.ts';
import { fund } from './fund.ts';
import { type DeploymentJobParts, done, type StepOutcome } from './parts.ts';
import { reserve } from './reserve.ts';
import { switchPower } from './switch-power.ts';

/**
 * Does the steps that a deployment's state asks for, until it has to wait for chain or node. Every step may be repeated
 * after a crash: it looks at what is there before it does anything.
 */
export async function advance(parts: DeploymentJobParts, deploymentId: string): Promise<void> {
  for (;;) {
    const row = await findDeployment(parts.store.db, deploymentId);
    if (!row) return;
    const outcome = await step(parts, row);
    if (outcome.next === 'done') return;
    if (outcome.next === 'later') return requestStep(parts.store.db, deploymentId, outcome.delayMs);
  }
}

function step(parts: DeploymentJobParts, row: DeploymentRow): Promise<StepOutcome> | StepOutcome {
  switch (row.status) {
    case 'reserving':
      return reserve(parts, row);
    case 'funding':
      return fund(parts, row);
    case 'contracting':
      return awaitContract(parts, row);
    case 'deploying':
      return deployOnNode(parts, row);
    case 'suspended':
      return switchPower(parts, row);
    case 'deleting':
      return cleanUp(parts, row);
    default:
      return done;
  }
}
