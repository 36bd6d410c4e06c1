import type { nodeListQuery } from '@marketplace/contract/nodes';
import type { NodeFilters, NodeSet } from '@marketplace/core/nodes';
import type { z } from 'zod';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import type { Store } from '../../postgres/store.ts';
import type { HttpContext } from '../context.ts';
import { HttpProblem } from '../problems.ts';

type AskedFilters = Omit<z.output<typeof nodeListQuery>, 'sort' | 'limit' | 'cursor'>;

/** The filters of a query as the index takes them: whoever asks for a set of nodes by name gets its numbers looked up. */
export async function askedFilters(store: Store, c: HttpContext, asked: AskedFilters): Promise<NodeFilters> {
  const { mine, ...filters } = asked;
  const within: NodeSet[] = [];
  if (mine !== undefined) within.push(await ownNodes(store, c));
  return { ...filters, within };
}

async function ownNodes(store: Store, c: HttpContext): Promise<NodeSet> {
  const actor = c.get('actor');
  if (!actor) throw new HttpProblem('unauthenticated', 'Your own nodes need a sign-in: send an access token.');
  const rows = await nodesOfProvider(store.db, actor.user.id);
  return { ids: new Set(rows.map((row) => row.node_id)), name: 'your nodes' };
}
