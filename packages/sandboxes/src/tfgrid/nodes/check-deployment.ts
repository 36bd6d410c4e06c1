import type { ChainAccess, ChainContract } from '../chain/access.ts';
import { isEd25519, isSr25519 } from '../relay/account-signature.ts';
import { deploymentHash } from './challenge.ts';
import type { Deployment } from './deployment.ts';

export interface CheckContext {
  access: Pick<ChainAccess, 'accountKeyOfTwin' | 'contract'>;
  nodeId: number;
  /** Twin that sent the message. */
  sourceTwin: number;
  isVerified(twin: number): boolean;
}

type NodeContract = ChainContract & { type: 'node' };

/** A refusal in the node's own words, answered as an error of the message bus. */
export class Refusal extends Error {}

/** Everything a node checks before it queues a deployment. Throws a Refusal; gives the contract back. */
export function checkDeployment(deployment: Deployment, context: CheckContext): NodeContract {
  if (deployment.twin_id !== context.sourceTwin) throw new Refusal('twin id mismatch');
  if (!context.isVerified(deployment.twin_id))
    throw new Refusal(`user with twin id ${deployment.twin_id} is not verified`);
  const hash = deploymentHash(deployment);
  checkSignatures(deployment, hash, context);
  const contract = context.access.contract(deployment.contract_id);
  if (contract === undefined || contract.state === 'Deleted')
    throw new Refusal('failed to get deployment contract: object not found');
  if (contract.type !== 'node') throw new Refusal('invalid contract type, expecting node contract');
  if (contract.nodeId !== context.nodeId) throw new Refusal('invalid node address in contract');
  if (contract.twinId !== deployment.twin_id) throw new Refusal('contract does not belong to this twin');
  if (contract.state !== 'Created') throw new Refusal('contract is in grace period');
  if (contract.hash !== hash.toString('hex')) throw new Refusal('contract hash does not match deployment hash');
  return contract;
}

/** The sum of the weights of all valid signatures must reach what is asked, and the owner's is always needed. */
function checkSignatures(deployment: Deployment, hash: Buffer, { access }: CheckContext): void {
  const { requests, signatures, weight_required, signature_style } = deployment.signature_requirement;
  const message = signature_style === 'polka-wallet' ? Buffer.from(`<Bytes>${hash.toString('hex')}</Bytes>`) : hash;
  if (!requests.some((request) => request.twin_id === deployment.twin_id)) {
    throw new Refusal('originator twin id must be in the signature requests');
  }
  let weight = 0;
  for (const request of requests) {
    const signature = signatures.find((each) => each.twin_id === request.twin_id);
    const needed = request.required || request.twin_id === deployment.twin_id;
    if (signature === undefined) {
      if (needed) throw new Refusal(`required signature of twin ${request.twin_id} is missing`);
      continue;
    }
    const account = access.accountKeyOfTwin(request.twin_id);
    const bytes = new Uint8Array(Buffer.from(signature.signature.replace(/^0x/, ''), 'hex'));
    const isValid = signature.signature_type === 'sr25519' ? isSr25519 : isEd25519;
    if (account === undefined || !isValid(account, message, bytes)) {
      throw new Refusal(`failed to verify signature of twin ${request.twin_id}`);
    }
    weight += request.weight;
  }
  if (weight < weight_required) throw new Refusal('required signature weight is not reached');
}
