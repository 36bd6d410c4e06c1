import type { HttpParts } from '../parts.ts';
import { getPoolNode } from './get-pool-node.ts';
import { listNodePool } from './list-node-pool.ts';
import { pauseNode, resumeNode } from './pause-node.ts';
import { setNodeShare } from './set-node-share.ts';

export const nodePoolHandlers = (parts: HttpParts) => ({
  listNodePool: listNodePool(parts),
  getPoolNode: getPoolNode(parts),
  pauseNode: pauseNode(parts),
  resumeNode: resumeNode(parts),
  setNodeShare: setNodeShare(parts),
});
