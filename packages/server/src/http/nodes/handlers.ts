import type { HttpParts } from '../parts.ts';
import { getNode } from './get-node.ts';
import { getNodeStats } from './get-node-stats.ts';
import { listNodes } from './list-nodes.ts';
import { whyNotNode } from './why-not-node.ts';

export const nodesHandlers = (parts: HttpParts) => ({
  listNodes: listNodes(parts),
  getNodeStats: getNodeStats(parts),
  getNode: getNode(parts),
  whyNotNode: whyNotNode(parts),
});
