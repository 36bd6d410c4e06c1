import { type Refusal, refuse } from '../refusal/index.ts';
import type { DeploymentStatus } from './status.ts';

/** What an owner may ask of a machine that is there. Deleting is legal nearly always and is not one of them. */
export const ownerActions = ['stop', 'start', 'resize'] as const;
export type OwnerAction = (typeof ownerActions)[number];

export interface ActionFacts {
  status: DeploymentStatus;
  /** The operation under way, if there is one. */
  operation: OwnerAction | null;
  /** Why it is suspended; null while it is not. */
  suspendedFor: string | null;
  /** Its disk is one of its own on the node: it stays when the machine is switched off. */
  keepsDisk: boolean;
}

export type ActionRefusal = Refusal<'operation_in_progress' | 'action_not_allowed' | 'deployment_final'>;

/** Whether the owner may do this now; the sentence says why not. */
export function checkAction(action: OwnerAction, facts: ActionFacts): ActionRefusal | undefined {
  const { status, operation } = facts;
  if (status === 'deleted' || status === 'failed' || status === 'deleting')
    return refuse('deployment_final', 'This deployment has ended or is being deleted.');
  if (operation !== null)
    return refuse('operation_in_progress', `It is ${doing[operation]} now. Wait until that is done.`, { operation });
  const reason = whyNot(action, facts);
  return reason === undefined ? undefined : refuse('action_not_allowed', reason);
}

const doing: Record<OwnerAction, string> = {
  stop: 'being stopped',
  start: 'being started',
  resize: 'being resized',
};

function whyNot(action: OwnerAction, facts: ActionFacts): string | undefined {
  if (!facts.keepsDisk) return DISK_INSIDE;
  const held = whyHeld(facts);
  if (action === 'start') {
    if (facts.status === 'running') return 'It runs already.';
    if (facts.status === 'suspended' && facts.suspendedFor === 'stopped') return undefined;
    return held ?? 'It is not stopped.';
  }
  if (action === 'resize' && facts.suspendedFor === 'stopped') return undefined;
  if (facts.suspendedFor === 'stopped') return 'It is stopped already.';
  return held;
}

/** Why a machine is in nobody's hands now. */
function whyHeld({ status, suspendedFor }: ActionFacts): string | undefined {
  if (status === 'degraded') return 'Its node does not answer or has lost it; nothing can be asked of the machine now.';
  if (status !== 'suspended') return status === 'running' ? undefined : 'It is still being made.';
  if (suspendedFor === 'resizing') return 'It is being started again after a change of size.';
  if (suspendedFor === 'no_funds') return 'It is suspended because the balance is used up. Top up first.';
  return 'It is suspended because its limit is reached. Raise the limit first.';
}

/** An image that is a container holds its disk in the machine: nodes cannot switch it off without erasing it. */
export const DISK_INSIDE =
  'This system keeps its disk inside the machine: the grid cannot switch it off without erasing the disk.';

/** What is missing on the balance to start a machine: hours of its price ahead, as after a suspension. Zero when it is there. */
export function startNeed(facts: { availableUnits: bigint; hourlyUnits: bigint; resumeHours: number }): bigint {
  const missing = BigInt(facts.resumeHours) * facts.hourlyUnits - facts.availableUnits;
  return missing > 0n ? missing : 0n;
}
