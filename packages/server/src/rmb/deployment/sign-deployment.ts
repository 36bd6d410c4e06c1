import type { TwinKeys } from '../twin-keys.ts';
import { signingDigest } from './challenge.ts';
import type { Deployment } from './deployment.ts';

/**
 * The deployment as it is sent: with its contract and the owner twin's signature over the 16 raw md5 bytes. sr25519
 * signatures differ each time; the hash does not depend on them.
 */
export function signDeployment(deployment: Deployment, contractId: number, keys: Pick<TwinKeys, 'sign'>): Deployment {
  const signature = Buffer.from(keys.sign(signingDigest(deployment))).toString('hex');
  return {
    ...deployment,
    contract_id: contractId,
    signature_requirement: {
      ...deployment.signature_requirement,
      signatures: [{ twin_id: deployment.twin_id, signature, signature_type: 'sr25519' }],
    },
  };
}
