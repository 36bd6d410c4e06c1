import { readOneOf } from '../ui/search.ts';
import { transferKinds, transferStatuses } from './transfer-words.ts';

export interface TransfersSearch {
  kind?: (typeof transferKinds)[number];
  stage?: (typeof transferStatuses)[number];
}

export function readTransfersSearch(search: Record<string, unknown>): TransfersSearch {
  const kind = readOneOf(search.kind, transferKinds);
  const stage = readOneOf(search.stage, transferStatuses);
  return { ...(kind ? { kind } : {}), ...(stage ? { stage } : {}) };
}

export const movementStatuses = ['matched', 'unmatched', 'explained'] as const;

export interface MovementsSearch {
  stage?: (typeof movementStatuses)[number];
}

export function readMovementsSearch(search: Record<string, unknown>): MovementsSearch {
  const stage = readOneOf(search.stage, movementStatuses);
  return stage ? { stage } : {};
}
