import type { Handler } from '../operation.ts';

export const getHealth = (): Handler<'getHealth'> => (c) =>
  c.json({ status: 'ok' as const, now: c.get('now').toISOString() }, 200);
