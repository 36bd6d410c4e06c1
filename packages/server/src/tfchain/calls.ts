import { toBytes, toDeploymentHash } from './values.ts';

/** One extrinsic's call, in the runtime's words; built by the functions here, encoded by the live metadata. */
export interface ChainCall {
  pallet: string;
  name: string;
  args: Record<string, unknown>;
}

/** The chain's own bound on `deployment_data`. */
export const maxDeploymentDataBytes = 512;

export interface NodeContractOrder {
  nodeId: number;
  /** md5 of the deployment's challenge, 32 lowercase hex characters. */
  hash: string;
  /** Public on chain: no personal data. At most 512 bytes of UTF-8. */
  deploymentData: string;
  /** IPv4 addresses to reserve from the farm; fixed for the contract's life. */
  publicIps: number;
}

/** Creation is idempotent by (node, hash): a second one is refused as `contract_not_unique`. */
export function createNodeContract(order: NodeContractOrder): ChainCall {
  const deployment_data = boundedBytes(order.deploymentData);
  return {
    pallet: 'SmartContractModule',
    name: 'create_node_contract',
    args: {
      node_id: order.nodeId,
      deployment_hash: toDeploymentHash(order.hash),
      deployment_data,
      public_ips: order.publicIps,
      solution_provider_id: undefined,
    },
  };
}

/** Binds a contract to the next version of its deployment. Must be final before the node is told. */
export function updateNodeContract(
  update: { contractId: number } & Pick<NodeContractOrder, 'hash' | 'deploymentData'>,
): ChainCall {
  return {
    pallet: 'SmartContractModule',
    name: 'update_node_contract',
    args: {
      contract_id: BigInt(update.contractId),
      deployment_hash: toDeploymentHash(update.hash),
      deployment_data: boundedBytes(update.deploymentData),
    },
  };
}

function boundedBytes(deploymentData: string): Uint8Array {
  const bytes = toBytes(deploymentData);
  if (bytes.length > maxDeploymentDataBytes) {
    throw new RangeError(`deployment data is ${bytes.length} bytes, at most ${maxDeploymentDataBytes}`);
  }
  return bytes;
}

/** Bills the contract one last time, frees its addresses and removes it. */
export function cancelContract(contractId: number): ChainCall {
  return { pallet: 'SmartContractModule', name: 'cancel_contract', args: { contract_id: BigInt(contractId) } };
}

/** Bills now instead of at the end of the cycle, for example to leave grace after a top-up. */
export function billContract(contractId: number): ChainCall {
  return { pallet: 'SmartContractModule', name: 'bill_contract_for_block', args: { contract_id: BigInt(contractId) } };
}

/** Must precede `createTwin`. The hash is the terms' own, at most 50 characters. */
export function acceptTerms(documentLink: string, documentHash: string): ChainCall {
  return {
    pallet: 'TfgridModule',
    name: 'user_accept_tc',
    args: { document_link: toBytes(documentLink), document_hash: toBytes(documentHash) },
  };
}

/** @param encryptionPublicKey compressed secp256k1 key, 33 bytes. */
export function createTwin(relay: string, encryptionPublicKey: Uint8Array): ChainCall {
  return {
    pallet: 'TfgridModule',
    name: 'create_twin',
    args: { relay: toBytes(relay), pk: encryptionPublicKey },
  };
}

/** @param amountUnits units of 1e-7 TFT; the sender's account stays alive or the call fails. */
export function transferKeepAlive(toAddress: string, amountUnits: bigint): ChainCall {
  return {
    pallet: 'Balances',
    name: 'transfer_keep_alive',
    args: { dest: { type: 'Id', value: toAddress }, value: amountUnits },
  };
}

/** Burns TFT here; the bridge pays the amount less its fee to that account on Stellar. */
export function swapToStellar(stellarAccount: string, amountUnits: bigint): ChainCall {
  return {
    pallet: 'TFTBridgeModule',
    name: 'swap_to_stellar',
    args: { target_stellar_address: toBytes(stellarAccount), amount: amountUnits },
  };
}

/** All calls or none, in one extrinsic. */
export function batchAll(calls: ChainCall[]): ChainCall {
  return {
    pallet: 'Utility',
    name: 'batch_all',
    args: { calls: calls.map((call) => ({ type: call.pallet, value: { type: call.name, value: call.args } })) },
  };
}
