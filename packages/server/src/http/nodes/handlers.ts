import type { HttpParts } from '../parts.ts';
import { getNode } from './get-node.ts';
import { getNodeStats } from './get-node-stats.ts';
import { listNodes } from './list-nodes.ts';

export const nodesHandlers = (parts: HttpParts) => ({
  listNodes: listNodes(parts),
  getNodeStats: getNodeStats(parts),
  getNode: getNode(parts),
});
