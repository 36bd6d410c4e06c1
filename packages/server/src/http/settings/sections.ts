import type { SettingsChange, SettingsDocument as SettingsDocumentJson } from '@marketplace/contract';
import { formatUnits, parseUnits } from '@marketplace/core/money';
import type { MarketplaceSettings, SettingsSection } from '@marketplace/core/settings';
import type { SettingsDocument, StoredSection } from '../../postgres/settings.ts';
import { usdJson } from '../money.ts';

type Json<Section extends SettingsSection> = SettingsDocumentJson[Section]['value'];
type Given<Section extends SettingsSection> = NonNullable<SettingsChange[Section]>['value'];

/** Between what travels and what core knows: amounts are texts here and units there, all else is alike. */
const sections: {
  [Section in SettingsSection]: {
    toJson: (value: MarketplaceSettings[Section]) => Json<Section>;
    fromJson: (json: Given<Section>) => MarketplaceSettings[Section];
  };
} = {
  brand: { toJson: (value) => value, fromJson: (json) => json },
  limits: {
    toJson: (value) => ({
      topUpMinimum: usdJson(value.topUpMinimumUnits),
      topUpMaximum: usdJson(value.topUpMaximumUnits),
    }),
    fromJson: (json) => ({
      topUpMinimumUnits: unitsOf(json.topUpMinimum),
      topUpMaximumUnits: unitsOf(json.topUpMaximum),
    }),
  },
  billing: { toJson: (value) => ({ ...value, warnHours: [...value.warnHours] }), fromJson: (json) => json },
  providers: {
    toJson: ({ payoutMinimumUnits, ...value }) => ({ ...value, payoutMinimum: usdJson(payoutMinimumUnits) }),
    fromJson: ({ payoutMinimum, ...json }) => ({ ...json, payoutMinimumUnits: unitsOf(payoutMinimum) }),
  },
  float: {
    toJson: ({ lowBalanceUnits, warnHours, stakingLevels, ...value }) => ({
      ...value,
      lowBalanceTft: formatUnits(lowBalanceUnits),
      warnHours: [...warnHours],
      stakingLevels: stakingLevels.map((level) => ({ ...level })),
    }),
    fromJson: ({ lowBalanceTft, ...json }) => ({ ...json, lowBalanceUnits: parseUnits(lowBalanceTft) ?? 0n }),
  },
  maintenanceMode: { toJson: (value) => value, fromJson: (json) => json },
};

export const sectionNames = Object.keys(sections) as SettingsSection[];

export const sectionFromJson = <Section extends SettingsSection>(section: Section, json: Given<Section>) =>
  sections[section].fromJson(json);

export function settingsDocumentJson(document: SettingsDocument): SettingsDocumentJson {
  return {
    brand: storedJson('brand', document.brand),
    limits: storedJson('limits', document.limits),
    billing: storedJson('billing', document.billing),
    providers: storedJson('providers', document.providers),
    float: storedJson('float', document.float),
    maintenanceMode: storedJson('maintenanceMode', document.maintenanceMode),
  };
}

const storedJson = <Section extends SettingsSection>(
  section: Section,
  { value, version, changedAt, changedBy }: StoredSection<Section>,
) => ({
  version,
  changedAt: changedAt?.toISOString() ?? null,
  changedBy,
  value: sections[section].toJson(value),
});

/** The contract has checked the text. */
const unitsOf = ({ amount }: { amount: string }): bigint => parseUnits(amount) ?? 0n;
