import { UNITS_PER_WHOLE } from '../money/index.ts';
import { chainLevels } from '../pricing/index.ts';
import type { MarketplaceSettings } from './settings.ts';

/** In force until the operator sets others. */
export const defaultSettings: MarketplaceSettings = {
  brand: {
    title: 'ThreeFold Cloud',
    logoUrl: null,
    accentColor: '#2F5BD3',
    featuredApps: [],
    supportEmail: null,
    supportUrl: null,
  },
  limits: { topUpMinimumUnits: 5n * UNITS_PER_WHOLE, topUpMaximumUnits: 10_000n * UNITS_PER_WHOLE },
  billing: {
    warnHours: [168, 72, 24],
    graceHours: 168,
    finalNoticeHours: 48,
    resumeHours: 24,
    seller: { name: 'ThreeFold Cloud', address: '', country: '', taxId: '' },
    taxPercent: 0,
  },
  providers: {
    sharePercent: 10,
    discountSharePercent: 50,
    payoutHoldDays: 14,
    payoutMinimumUnits: 10n * UNITS_PER_WHOLE,
    nodePool: 'grid',
  },
  float: {
    lowBalanceUnits: 1_000n * UNITS_PER_WHOLE,
    warnHours: [336, 168, 72],
    orderReserveHours: 72,
    stakingLevels: chainLevels,
  },
  maintenanceMode: { on: false, message: '', until: null },
};
