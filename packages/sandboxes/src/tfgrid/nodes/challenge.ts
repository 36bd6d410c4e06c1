import { createHash } from 'node:crypto';
import type { Deployment, SignatureRequirement, Workload } from './deployment.ts';
import { dataChallenge } from './workload-challenge.ts';

/**
 * The text that a deployment's hash and signature are made over: every field that binds, in a fixed order and without
 * separators. `contract_id`, results and signatures are not part of it.
 */
export function deploymentChallenge(deployment: Deployment): string {
  const { version, twin_id, metadata, description, expiration, workloads, signature_requirement } = deployment;
  return [
    `${version}${twin_id}${metadata}${description}${expiration}`,
    ...workloads.map(workloadChallenge),
    signatureChallenge(signature_requirement),
  ].join('');
}

/** The 16 raw md5 bytes: what the twin signs; their lowercase hex is the contract's hash. */
export function deploymentHash(deployment: Deployment): Buffer {
  return createHash('md5').update(deploymentChallenge(deployment)).digest();
}

function workloadChallenge({ version, name, type, metadata, description, data }: Workload): string {
  return `${version}${name}${type}${metadata}${description}${dataChallenge(type, data)}`;
}

function signatureChallenge({ requests, weight_required, signature_style }: SignatureRequirement): string {
  const asked = requests.map(({ twin_id, required, weight }) => `${twin_id}${required}${weight}`);
  return `${asked.join('')}${weight_required}${signature_style}`;
}
