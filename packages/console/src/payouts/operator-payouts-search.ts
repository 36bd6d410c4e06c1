import { readOneOf, readText } from '../ui/search.ts';
import { payoutStatuses } from './payout-status.ts';

export interface OperatorPayoutsSearch {
  /** Only payouts of one status. */
  stage?: (typeof payoutStatuses)[number];
  /** A payout run: only its payouts. */
  run?: string;
}

export function readOperatorPayoutsSearch(search: Record<string, unknown>): OperatorPayoutsSearch {
  const stage = readOneOf(search.stage, payoutStatuses);
  const run = readText(search.run, 36);
  return { ...(stage ? { stage } : {}), ...(run && /^[0-9a-f-]{36}$/.test(run) ? { run } : {}) };
}
