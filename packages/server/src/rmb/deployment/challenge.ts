import { createHash } from 'node:crypto';
import type { Deployment } from './deployment.ts';
import { workloadDataChallenge } from './workload-challenge.ts';

/**
 * The text whose md5 the contract carries: fields in the node's order without separators. Contract id, results and
 * signatures are no part of it, so it is known before the contract exists.
 */
export function challenge(deployment: Deployment): string {
  const { signature_requirement: required } = deployment;
  const head = [
    deployment.version,
    deployment.twin_id,
    deployment.metadata,
    deployment.description,
    deployment.expiration,
  ];
  const workloads = deployment.workloads.flatMap((workload) => [
    workload.version,
    workload.name,
    workload.type,
    workload.metadata,
    workload.description,
    workloadDataChallenge(workload),
  ]);
  const signers = required.requests.flatMap((request) => [request.twin_id, request.required, request.weight]);
  return [...head, ...workloads, ...signers, required.weight_required, required.signature_style].join('');
}

/** 32 lowercase hex characters: `deployment_hash` of the contract. */
export function deploymentHash(deployment: Deployment): string {
  return md5(deployment).toString('hex');
}

/** The 16 raw bytes that the twin signs. */
export function signingDigest(deployment: Deployment): Uint8Array {
  return md5(deployment);
}

function md5(deployment: Deployment): Buffer {
  return createHash('md5').update(challenge(deployment)).digest();
}
