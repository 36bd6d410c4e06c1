import type { Config } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import { currentLegalVersions } from '../../postgres/legal.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';

type Decided = 'brandName' | 'logoUrl' | 'accentColor' | 'support' | 'featuredApps' | 'legal' | 'maintenance' | 'topUp';

/** The part of the public configuration that the environment decides; the rest is the operator's. */
export type FixedConfig = Omit<Config, Decided>;

/** Public values only: what a browser needs before anybody signs in. */
export const getConfig =
  (parts: { store: Store; publicConfig: FixedConfig }): Handler<'getConfig'> =>
  async (c) => {
    const [{ brand, limits, maintenanceMode }, legal] = await Promise.all([
      readSettings(parts.store.db),
      currentLegalVersions(parts.store.db, c.get('now')),
    ]);
    return c.json(
      {
        ...parts.publicConfig,
        brandName: brand.title,
        logoUrl: brand.logoUrl,
        accentColor: brand.accentColor,
        support: { email: brand.supportEmail, url: brand.supportUrl },
        featuredApps: brand.featuredApps,
        legal,
        maintenance: maintenanceMode.on ? { message: maintenanceMode.message, until: maintenanceMode.until } : null,
        topUp: {
          minimum: formatUnits(limits.topUpMinimumUnits),
          maximum: formatUnits(limits.topUpMaximumUnits),
          currency: 'USD' as const,
        },
      },
      200,
    );
  };
