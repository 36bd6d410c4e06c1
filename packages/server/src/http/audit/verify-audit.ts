import { verifyAudit as verify } from '../../postgres/audit-trail.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';

export const verifyAudit =
  (parts: { store: Store }): Handler<'verifyAudit'> =>
  async (c) => {
    const { lines, firstBad, lastHash } = await verify(parts.store.db);
    return c.json(
      {
        ok: firstBad === undefined,
        lines,
        lastHash: lastHash ?? null,
        firstBad: firstBad ? { ...firstBad, seq: String(firstBad.seq) } : null,
      },
      200,
    );
  };
