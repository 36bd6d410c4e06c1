import type { Finding } from './finding.ts';

/** A live contract of our twin, as the chain has it. */
export interface LiveContract {
  contractId: number;
  /** Undefined for contracts that are no workload: names, rents. */
  nodeId: number | undefined;
  hash: string | undefined;
  inGrace: boolean;
}

/** A deployment as our books have it. */
export interface BookedDeployment {
  id: string;
  name: string;
  status: string;
  contractId: number | undefined;
  nodeId: number;
  hash: string | undefined;
}

const ended = ['deleted', 'failed'];
const standing = ['running', 'degraded', 'suspended'];

/** Contracts that nobody here knows, machines without their contract, and what differs between both. */
export function compareContracts(
  contracts: readonly LiveContract[],
  deployments: readonly BookedDeployment[],
  /** Ids of deployments that changed while the chain was read. */
  moving: ReadonlySet<string>,
): Finding[] {
  const byContract = new Map(deployments.map((each) => [each.contractId, each]));
  const byPlace = new Map<string, BookedDeployment>(
    deployments.flatMap((each) => (each.hash === undefined ? [] : [[`${each.nodeId}/${each.hash}`, each] as const])),
  );
  const findings: Finding[] = [];
  for (const contract of contracts) {
    const deployment = byContract.get(contract.contractId) ?? byPlace.get(`${contract.nodeId}/${contract.hash}`);
    if (!deployment) findings.push(unknownContract(contract));
    else if (!moving.has(deployment.id)) findings.push(...differences(contract, deployment));
  }
  const live = new Set(contracts.map(({ contractId }) => contractId));
  for (const { id, name, status, contractId, nodeId } of deployments) {
    if (moving.has(id) || !standing.includes(status) || (contractId !== undefined && live.has(contractId))) continue;
    findings.push({
      kind: 'deployment_without_contract',
      subject: id,
      expected: contractId === undefined ? 'a contract' : `contract ${contractId} on node ${nodeId}`,
      found: 'no such contract',
      details: { deploymentId: id, name },
    });
  }
  return findings;
}

const unknownContract = ({ contractId, nodeId }: LiveContract): Finding => ({
  kind: 'contract_without_deployment',
  subject: String(contractId),
  expected: 'a deployment',
  found: nodeId === undefined ? `contract ${contractId}` : `contract ${contractId} on node ${nodeId}`,
  details: { contractId },
});

function differences(contract: LiveContract, deployment: BookedDeployment): Finding[] {
  const { contractId, nodeId, hash, inGrace } = contract;
  const details = { contractId, deploymentId: deployment.id, name: deployment.name };
  const subject = deployment.id;
  const found = `contract ${contractId} is live`;
  if (ended.includes(deployment.status))
    return [{ kind: 'contract_outlives_deployment', subject, expected: `none: ${deployment.status}`, found, details }];
  if (!standing.includes(deployment.status)) return [];
  const differing: Finding[] = [];
  if (nodeId !== deployment.nodeId) {
    const place = nodeId === undefined ? 'no node' : `node ${nodeId}`;
    differing.push({
      kind: 'contract_on_other_node',
      subject,
      expected: `node ${deployment.nodeId}`,
      found: place,
      details,
    });
  }
  if (deployment.hash !== undefined && hash !== deployment.hash) {
    const expected = deployment.hash;
    differing.push({ kind: 'contract_hash_differs', subject, expected, found: hash ?? 'no hash', details });
  }
  if (inGrace)
    differing.push({ kind: 'contract_in_grace', subject, expected: 'paid', found: 'grace period: unpaid', details });
  return differing;
}
