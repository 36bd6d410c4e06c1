import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../packages/server/src/ids.ts';
import { type AuditEntry, writeAudit } from '../../packages/server/src/postgres/audit.ts';
import { verifyAudit } from '../../packages/server/src/postgres/audit-trail.ts';
import { type Scene, startScene } from '../invariants/scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene?.close());

const now = () => scene.house.marketplace.adapters.clock.now();
const entry = (change: Partial<AuditEntry> = {}): AuditEntry => ({
  id: newId(now()),
  at: now(),
  actor: 'job',
  action: 'test.done',
  object: 'test:1',
  before: { b: 1, a: [1, 2] },
  after: { b: 2, a: '=x' },
  ...change,
});
const write = (change?: Partial<AuditEntry>) => scene.store.transaction((tx) => writeAudit(tx, entry(change)));

describe('the chain of the audit log', () => {
  it('stays whole when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, at) => write({ object: `test:${at}` })));
    const verdict = await scene.operator.call('verifyAudit');
    expect(verdict).toMatchObject({ ok: true, firstBad: null });
    expect(verdict.lines).toBeGreaterThanOrEqual(20);
  });

  it('cannot be changed by the application', async () => {
    const act = (statement: string) => scene.store.pool.query(statement);
    await expect(act("update audit_log set reason = 'x'")).rejects.toThrow('permission denied');
    await expect(act('delete from audit_log')).rejects.toThrow('permission denied');
    await expect(act('truncate audit_log')).rejects.toThrow('permission denied');
  });

  /** What the owner of the database does to the log, and what the check says of it. */
  it.each([
    ['a changed line', 'update audit_log set after = \'{"b": 3}\' where seq = $1', 0n, 'changed'],
    ['a removed line', 'delete from audit_log where seq = $1', 1n, 'follow'],
    ['a line without a hash', 'update audit_log set hash = null where seq = $1', 0n, 'no hash'],
  ])('%s is named', async (_, statement, offset, reason) => {
    const { rows } = await scene.admin.query<{ seq: string }>(
      'select seq from audit_log order by seq offset 5 limit 1',
    );
    const seq = BigInt(rows[0]?.seq ?? 0);
    try {
      await scene.admin.query(statement, [seq]);
      const { firstBad } = await verifyAudit(scene.store.db);
      expect(firstBad).toMatchObject({ seq: seq + offset, reason: expect.stringContaining(reason) });
      const page = await scene.operator.call('verifyAudit');
      expect(page).toMatchObject({ ok: false, firstBad: { seq: String(seq + offset) } });
    } finally {
      // Begun anew: what follows needs a whole chain.
      await scene.admin.query('truncate audit_log restart identity');
      for (let at = 0; at < 8; at++) await write({ object: `test:${at}` });
    }
  });

  it('is listed by object, by kind of act and in pages, and comes as CSV', async () => {
    const { items } = await scene.operator.call('listAudit', { query: { object: 'test:3' } });
    expect(items).toMatchObject([{ action: 'test.done', object: 'test:3', before: { a: [1, 2], b: 1 } }]);
    const first = await scene.operator.call('listAudit', { query: { object: 'test', action: 'test', limit: 5 } });
    expect(first.items).toHaveLength(5);
    const rest = await scene.operator.call('listAudit', {
      query: { object: 'test', action: 'test', limit: 5, cursor: first.nextCursor ?? '' },
    });
    expect([...first.items, ...rest.items].map(({ object }) => object)).toEqual(
      [7, 6, 5, 4, 3, 2, 1, 0].map((at) => `test:${at}`),
    );
    const csv = await (await scene.operator.raw('GET', '/operator/audit?format=csv&object=test:3')).text();
    expect(csv.split('\r\n')[0]).toContain('seq,at,actor');
    expect(csv).toContain('test:3');
  });
});
