import type { HttpParts } from '../parts.ts';
import { deleteNodeFilter } from './delete-node-filter.ts';
import { listNodeFilters } from './list-node-filters.ts';
import { saveNodeFilter } from './save-node-filter.ts';
import { updateNodeFilter } from './update-node-filter.ts';

export const nodeFiltersHandlers = (parts: HttpParts) => ({
  listNodeFilters: listNodeFilters(parts),
  saveNodeFilter: saveNodeFilter(parts),
  updateNodeFilter: updateNodeFilter(parts),
  deleteNodeFilter: deleteNodeFilter(parts),
});
