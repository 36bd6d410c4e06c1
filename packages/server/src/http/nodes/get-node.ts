import { presentNode } from '../../nodes/present-node.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';

export const getNode =
  (parts: { supply: Supply }): Handler<'getNode'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const row = (await parts.supply.index()).byId.get(id);
    if (!row) throw new HttpProblem('not_found', `There is no node ${id}.`);
    return c.json(presentNode(row), 200);
  };
