import type { NodeIndex } from './node-index.ts';
import type { Position } from './node-query.ts';

/**
 * The first `limit` selected rows beyond the position, nearest first; ties go by id and nodes of unknown place come last.
 * Each row is compared with the farthest that is kept, so that a page costs no sort of the whole grid.
 */
export function nearestAfter(
  { columns }: NodeIndex,
  selected: Uint8Array,
  kmOf: (row: number) => number,
  after: Position | undefined,
  limit: number,
): number[] {
  const distance = (row: number) => (Number.isNaN(kmOf(row)) ? Number.POSITIVE_INFINITY : kmOf(row));
  const afterKm = after?.value === null ? Number.POSITIVE_INFINITY : Number(after?.value ?? -1);
  const isBefore = (leftKm: number, leftId: number, rightKm: number, rightId: number) =>
    leftKm < rightKm || (leftKm === rightKm && leftId < rightId);
  const kept: { row: number; km: number; id: number }[] = [];
  for (let row = 0; row < selected.length; row++) {
    if (selected[row] !== 1) continue;
    const km = distance(row);
    const id = columns.id[row] ?? 0;
    const last = kept[limit - 1];
    if (last && !isBefore(km, id, last.km, last.id)) continue;
    if (after && !isBefore(afterKm, after.id, km, id)) continue;
    let place = Math.min(kept.length, limit - 1);
    kept[place] = { row, km, id };
    for (; place > 0; place--) {
      const [left, right] = [kept[place - 1], kept[place]];
      if (!left || !right || isBefore(left.km, left.id, right.km, right.id)) break;
      kept[place - 1] = right;
      kept[place] = left;
    }
  }
  return kept.map(({ row }) => row);
}
