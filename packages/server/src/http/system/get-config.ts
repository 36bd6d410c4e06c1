import type { Config } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';

/** The part of the public configuration that the environment decides. */
export type FixedConfig = Omit<Config, 'brandName' | 'topUp'>;

/** Public values only: what a browser needs before anybody signs in. */
export const getConfig =
  (parts: { store: Store; publicConfig: FixedConfig }): Handler<'getConfig'> =>
  async (c) => {
    const { brand, limits } = await readSettings(parts.store.db);
    return c.json(
      {
        ...parts.publicConfig,
        brandName: brand.title,
        topUp: {
          minimum: formatUnits(limits.topUpMinimumUnits),
          maximum: formatUnits(limits.topUpMaximumUnits),
          currency: 'USD' as const,
        },
      },
      200,
    );
  };
