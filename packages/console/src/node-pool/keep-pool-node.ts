import type { PoolNodeDetail } from '@marketplace/contract';
import { apiKey, queryClient, refresh } from '../api/query.ts';

/** What the server answered stands at once; the lists that show the node are asked again. */
export function keepPoolNode(changed: PoolNodeDetail): void {
  queryClient.setQueryData(apiKey('getPoolNode', { params: { id: changed.node.id } }), changed);
  void refresh('listNodePool', 'listNodes', 'getNode');
}
