/** Node 5; nodes 5 and 6; nodes 5, 6 and 7. */
export function nodeListWords(nodeIds: readonly number[]): string {
  const [first, ...rest] = nodeIds;
  if (rest.length === 0) return `node ${first ?? ''}`.trim();
  return `nodes ${nodeIds.slice(0, -1).join(', ')} and ${nodeIds.at(-1)}`;
}
