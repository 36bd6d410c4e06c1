import type { FieldIssue } from '../refusal/index.ts';
import type {
  BillingSettings,
  BrandSettings,
  FloatSettings,
  LimitSettings,
  MarketplaceSettings,
  SettingsSection,
} from './settings.ts';

/** The chain deletes a contract that was not paid for 14 days; whoever keeps it longer pays for those who left. */
const CHAIN_GRACE_HOURS = 14 * 24;
const UNITS_PER_CENT = 100_000n;

export interface SettingsFacts {
  /** What can be deployed. */
  appIds: readonly string[];
}

/** What is wrong with a section as a whole, field by field; nothing when it may be stored. */
export function checkSettings<Section extends SettingsSection>(
  section: Section,
  value: MarketplaceSettings[Section],
  facts: SettingsFacts,
): FieldIssue[] {
  return checks[section](value, facts);
}

const checks: {
  [Section in SettingsSection]: (value: MarketplaceSettings[Section], facts: SettingsFacts) => FieldIssue[];
} = {
  brand: checkBrand,
  limits: checkLimits,
  billing: checkBilling,
  providers: () => [],
  float: checkFloat,
  maintenanceMode: () => [],
};

function checkBrand({ featuredApps }: BrandSettings, { appIds }: SettingsFacts): FieldIssue[] {
  return featuredApps.flatMap((id, at) => {
    const path = `featuredApps.${at}`;
    if (!appIds.includes(id)) return [{ path, message: `must be one of: ${appIds.join(', ')}` }];
    return featuredApps.indexOf(id) < at ? [{ path, message: 'is named twice' }] : [];
  });
}

function checkLimits({ topUpMinimumUnits, topUpMaximumUnits }: LimitSettings): FieldIssue[] {
  const cents = (path: string, units: bigint) =>
    units > 0n && units % UNITS_PER_CENT === 0n ? [] : [{ path, message: 'must be whole cents above zero' }];
  return [
    ...cents('topUpMinimum', topUpMinimumUnits),
    ...cents('topUpMaximum', topUpMaximumUnits),
    ...(topUpMinimumUnits > topUpMaximumUnits
      ? [{ path: 'topUpMaximum', message: 'must not be less than the smallest top-up' }]
      : []),
  ];
}

function checkBilling({ warnHours, graceHours, finalNoticeHours }: BillingSettings): FieldIssue[] {
  return [
    ...checkFalling(warnHours),
    ...(graceHours < CHAIN_GRACE_HOURS
      ? []
      : [{ path: 'graceHours', message: `must be less than the chain's own ${CHAIN_GRACE_HOURS} hours (14 days)` }]),
    ...(finalNoticeHours < graceHours
      ? []
      : [{ path: 'finalNoticeHours', message: 'must be less than the grace itself' }]),
  ];
}

function checkFloat({ lowBalanceUnits, warnHours, stakingLevels }: FloatSettings): FieldIssue[] {
  const levels = stakingLevels.flatMap(({ months, percent }, at) => {
    const before = stakingLevels[at - 1];
    const path = `stakingLevels.${at}`;
    return [
      ...(months > (before?.months ?? 0)
        ? []
        : [{ path: `${path}.months`, message: 'must be more than the one before it' }]),
      ...(percent > (before?.percent ?? 0)
        ? []
        : [{ path: `${path}.percent`, message: 'must be more than the one before it' }]),
      ...(Math.round(months * 100) / 100 === months
        ? []
        : [{ path: `${path}.months`, message: 'may have 2 decimals at most' }]),
    ];
  });
  return [
    ...(lowBalanceUnits < 0n ? [{ path: 'lowBalanceTft', message: 'must not be negative' }] : []),
    ...checkFalling(warnHours),
    ...levels,
  ];
}

function checkFalling(warnHours: readonly number[]): FieldIssue[] {
  const rising = warnHours.findIndex((hours, at) => hours >= (warnHours[at - 1] ?? Number.POSITIVE_INFINITY));
  return rising < 0 ? [] : [{ path: `warnHours.${rising}`, message: 'must be less than the one before it' }];
}
