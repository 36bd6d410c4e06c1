import type { z } from 'zod';
import type { Deployment } from './deployment/deployment.ts';
import { RmbAnswerInvalid, RmbRefused } from './errors.ts';
import {
  deploymentSchema,
  deploymentsSchema,
  type NodeDeployment,
  type NodeStatistics,
  type NodeVersion,
  type NodeWorkload,
  portsSchema,
  statisticsSchema,
  versionSchema,
  workloadsSchema,
} from './node-answers.ts';
import type { Rmb } from './rmb.ts';

/** What a node says to a deployment that it is sent. Silence is no answer: it leaves as an RmbError. */
export type DeployOutcome =
  /** Queued; ask for the result. `already` when the node had it: an earlier sending arrived. */
  { kind: 'accepted'; already: boolean } | { kind: 'refused'; refusal: DeployRefusal; message: string };

export type DeployRefusal =
  /** The operator's twin has not passed the grid's identity check. */
  | 'twin_not_verified'
  /** The node has not seen the contract yet, or no longer: ask again until the contract is old enough. */
  | 'contract_not_found'
  /** Our own bug: what was signed is not what the contract names. */
  | 'hash_mismatch'
  | 'other';

/** Commands of a node, each one call with one deadline and one schema. All throw RmbError. */
export interface NodeApi {
  /** Safe to repeat with the same contract. */
  deploy(twinId: number, deployment: Deployment): Promise<DeployOutcome>;
  /** Replaces a deployment by its next version. Safe to repeat: a node that has that version says so. */
  update(twinId: number, deployment: Deployment): Promise<DeployOutcome>;
  /** Undefined when the node says that it has no such deployment of ours. */
  get(twinId: number, contractId: number): Promise<NodeDeployment | undefined>;
  /** Results of all workloads; undefined as for `get`. */
  changes(twinId: number, contractId: number): Promise<NodeWorkload[] | undefined>;
  /** Our deployments on this node that still have something running. */
  list(twinId: number): Promise<NodeDeployment[]>;
  statistics(twinId: number): Promise<NodeStatistics>;
  /** WireGuard ports in use. */
  listWgPorts(twinId: number): Promise<number[]>;
  version(twinId: number): Promise<NodeVersion>;
}

/** @param twinId of each command: the node's twin, from the chain. @param deadlineMs real time per call, default 20 s. */
export function createNodeApi(rmb: Pick<Rmb, 'call'>, { deadlineMs = 20_000 }: { deadlineMs?: number } = {}): NodeApi {
  const ask = async <T>(twinId: number, command: string, payload: unknown, schema: z.ZodType<T>): Promise<T> => {
    const answer = schema.safeParse(await rmb.call(twinId, command, payload, { deadlineMs }));
    if (!answer.success) throw new RmbAnswerInvalid(command, answer.error);
    return answer.data;
  };
  const askAboutContract = async <T>(twinId: number, command: string, contractId: number, schema: z.ZodType<T>) => {
    try {
      return await ask(twinId, command, { contract_id: contractId }, schema);
    } catch (error) {
      if (error instanceof RmbRefused && /not found|not exist/i.test(error.reason)) return undefined;
      throw error;
    }
  };

  const send = async (twinId: number, command: string, deployment: Deployment): Promise<DeployOutcome> => {
    try {
      await rmb.call(twinId, command, deployment, { deadlineMs });
      return { kind: 'accepted', already: false };
    } catch (error) {
      if (!(error instanceof RmbRefused)) throw error;
      return readDeployRefusal(error.reason);
    }
  };

  return {
    deploy: (twinId, deployment) => send(twinId, 'zos.deployment.deploy', deployment),
    update: (twinId, deployment) => send(twinId, 'zos.deployment.update', deployment),
    get: (twinId, contractId) => askAboutContract(twinId, 'zos.deployment.get', contractId, deploymentSchema),
    changes: (twinId, contractId) => askAboutContract(twinId, 'zos.deployment.changes', contractId, workloadsSchema),
    list: (twinId) => ask(twinId, 'zos.deployment.list', null, deploymentsSchema),
    statistics: (twinId) => ask(twinId, 'zos.statistics.get', null, statisticsSchema),
    listWgPorts: (twinId) => ask(twinId, 'zos.network.list_wg_ports', null, portsSchema),
    version: (twinId) => ask(twinId, 'zos.system.version', null, versionSchema),
  };
}

function readDeployRefusal(message: string): DeployOutcome {
  if (/\bexists\b/.test(message) && !/not exist/.test(message)) return { kind: 'accepted', already: true };
  const [, expected, got] = /expecting deployment version (\d+), got (\d+)/.exec(message) ?? [];
  // The node is one version ahead: an earlier sending of this one arrived.
  if (expected !== undefined && Number(expected) === Number(got) + 1) return { kind: 'accepted', already: true };
  const refusals: [RegExp, DeployRefusal][] = [
    [/is not verified/, 'twin_not_verified'],
    [/contract hash does not match/, 'hash_mismatch'],
    [/(deployment contract|contract).*not found/, 'contract_not_found'],
  ];
  const refusal = refusals.find(([pattern]) => pattern.test(message))?.[1] ?? 'other';
  return { kind: 'refused', refusal, message };
}
