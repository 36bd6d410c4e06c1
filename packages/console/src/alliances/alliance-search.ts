import { readOneOf } from '../ui/search.ts';

export const allianceKinds = ['storage', 'gpu', 'bandwidth', 'mixed'] as const;

/** The kind alone stands in the address. */
export function readAllianceSearch({ kind }: Record<string, unknown>): { kind?: (typeof allianceKinds)[number] } {
  const read = readOneOf(kind, allianceKinds);
  return read ? { kind: read } : {};
}
