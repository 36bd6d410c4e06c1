import type { Handler } from '../operation.ts';

/** One thing that must work for the process to serve; throws or gives a reason when it does not. */
export type ReadinessCheck = () => Promise<string | undefined>;

export const getReady =
  (parts: { checks: Record<string, ReadinessCheck> }): Handler<'getReady'> =>
  async (c) => {
    const entries = await Promise.all(
      Object.entries(parts.checks).map(async ([name, check]) => {
        const detail = await check().catch((error: unknown) => (error instanceof Error ? error.message : 'failed'));
        return [name, detail === undefined ? { ok: true } : { ok: false, detail }] as const;
      }),
    );
    const checks = Object.fromEntries(entries);
    return entries.every(([, check]) => check.ok)
      ? c.json({ status: 'ready' as const, checks }, 200)
      : c.json({ status: 'not_ready' as const, checks }, 503);
  };
