import type { StakingLevel } from '../pricing/index.ts';

/** What the operator decides, by section; each section is stored and changed as a whole. */
export interface MarketplaceSettings {
  brand: BrandSettings;
  limits: LimitSettings;
  billing: BillingSettings;
  providers: ProviderSettings;
  float: FloatSettings;
  maintenanceMode: MaintenanceModeSettings;
}
export type SettingsSection = keyof MarketplaceSettings;

export interface BrandSettings {
  title: string;
  /** A picture of ours or an https address; null shows our own mark. */
  logoUrl: string | null;
  /** `#RRGGBB`; everything else is derived from it. */
  accentColor: string;
  /** Ids of apps that stand first. */
  featuredApps: string[];
  supportEmail: string | null;
  supportUrl: string | null;
}

export interface LimitSettings {
  /** One top-up by card, units of USD. */
  topUpMinimumUnits: bigint;
  topUpMaximumUnits: bigint;
}

export interface BillingSettings {
  /** Hours of runway at which a person is warned, longest first. */
  warnHours: readonly number[];
  /** Hours that a deployment without funds is kept suspended; shorter than the chain's own 14 days. */
  graceHours: number;
  /** Hours before the end of the grace at which the final notice is sent. */
  finalNoticeHours: number;
  /** Hours of the price that come on top of the debt to run again. */
  resumeHours: number;
  /** On invoices. */
  seller: { name: string; address: string; country: string; taxId: string };
  /** Percent that invoices show as contained in the amounts; 0 shows none. */
  taxPercent: number;
}

export interface ProviderSettings {
  /** Percent of the markup that a node's owner receives. */
  sharePercent: number;
  /** Percent of the kept staking discount that a node's owner receives. */
  discountSharePercent: number;
  /** Days from the charge until a share can be paid out. */
  payoutHoldDays: number;
  /** Least amount of a payout, units of USD. */
  payoutMinimumUnits: bigint;
  /** Which nodes can be ordered: all that the grid offers, or only those that providers brought. */
  nodePool: 'grid' | 'listed';
}

export interface MaintenanceModeSettings {
  /** Blocks new orders and top-ups; what runs goes on. */
  on: boolean;
  message: string;
  /** ISO 8601, or null when not known. */
  until: string | null;
}

export interface FloatSettings {
  /** Usable TFT below which operators are told, units; 0 for never. */
  lowBalanceUnits: bigint;
  /** Hours of runway at which operators are told, longest first. */
  warnHours: readonly number[];
  /** New orders are refused while the runway is shorter than the grace of unpaid machines and so many hours. */
  orderReserveHours: number;
  /** The chain's staking discount, in rising order: its code has the bounds, its storage does not. */
  stakingLevels: readonly StakingLevel[];
}
