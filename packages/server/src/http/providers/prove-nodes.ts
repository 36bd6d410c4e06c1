import { type OwnershipFacts, whyNotOwned } from '@marketplace/core/providers';
import { readOwnership } from '../../providers/owned-nodes.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { type FieldError, HttpProblem } from '../problems.ts';
import { askChain } from './ask-chain.ts';

export interface ProvenNode {
  nodeId: number;
  farmId: number;
}

/** Asks the chain whose the nodes are; throws the problem that names each one that is not the account's. */
export async function proveNodes(
  chain: Tfchain,
  nodeIds: readonly number[],
  address: string,
  path: (index: number) => string = (index) => `nodeIds.${index}`,
): Promise<ProvenNode[]> {
  const facts = await askChain(() => readOwnership(chain, nodeIds));
  const errors: FieldError[] = facts.flatMap((fact, index) => {
    const reason = whyNotOwned(fact, address);
    return reason === undefined ? [] : [{ path: path(index), message: reason }];
  });
  if (errors.length > 0) throw notOwned(errors);
  return facts.map(provenNode);
}

const provenNode = ({ nodeId, node }: OwnershipFacts): ProvenNode => {
  if (!node) throw new Error('a node without a farm was taken for proven');
  return { nodeId, farmId: node.farmId };
};

function notOwned(errors: FieldError[]): HttpProblem {
  const [first] = errors;
  const rest = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  return new HttpProblem('node_not_owned', `Your account does not own every node: ${first?.message}${rest}.`, {
    errors,
  });
}

export const notConnected = (): HttpProblem =>
  new HttpProblem('account_not_connected', 'Connect the TFChain account that owns the nodes first.');
