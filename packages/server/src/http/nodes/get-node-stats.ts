import { nodeStats } from '../../nodes/node-stats.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';

export const getNodeStats =
  (parts: { supply: Supply }): Handler<'getNodeStats'> =>
  async (c) =>
    c.json(nodeStats(await parts.supply.index()), 200);
