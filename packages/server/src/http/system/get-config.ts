import type { Config as PublicConfig } from '@marketplace/contract';
import type { Handler } from '../operation.ts';

/** Values for the browser, fixed at start. */
export const getConfig =
  (parts: { publicConfig: PublicConfig }): Handler<'getConfig'> =>
  (c) =>
    c.json(parts.publicConfig, 200);
