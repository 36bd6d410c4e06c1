import { readText } from '../ui/search.ts';

export interface TopUpSearch {
  /** The top-up under way, so that a reload finds it again. */
  topUp?: string;
}

export function readTopUpSearch(search: Record<string, unknown>): TopUpSearch {
  const topUp = readText(search.topUp, 50);
  return topUp ? { topUp } : {};
}
