import type { AllianceSharesTables } from './schema/alliance-shares.ts';
import type { AlliancesTables } from './schema/alliances.ts';
import type { ChainTables } from './schema/chain.ts';
import type { CreditsTables } from './schema/credits.ts';
import type { DeploymentsTables } from './schema/deployments.ts';
import type { DocumentsTables } from './schema/documents.ts';
import type { FloatTables } from './schema/float.ts';
import type { IdentityTables } from './schema/identity.ts';
import type { LedgerTables } from './schema/ledger.ts';
import type { LegalTables } from './schema/legal.ts';
import type { LifecycleTables } from './schema/lifecycle.ts';
import type { MaintenanceTables } from './schema/maintenance.ts';
import type { OperationsTables } from './schema/operations.ts';
import type { PaymentsTables } from './schema/payments.ts';
import type { PayoutsTables } from './schema/payouts.ts';
import type { PricingTables } from './schema/pricing.ts';
import type { ProvidersTables } from './schema/providers.ts';
import type { ReconciliationTables } from './schema/reconciliation.ts';
import type { RefundsTables } from './schema/refunds.ts';
import type { SavedFiltersTables } from './schema/saved-filters.ts';
import type { SettingsTables } from './schema/settings.ts';
import type { SpendingTables } from './schema/spending.ts';
import type { TreasuryTables } from './schema/treasury.ts';

export type { DeploymentResult, DeploymentStatus, StoredPart } from './schema/deployments.ts';

/** Every table of ours, by the capability that owns it. */
export interface Schema
  extends AllianceSharesTables,
    AlliancesTables,
    ChainTables,
    CreditsTables,
    DeploymentsTables,
    DocumentsTables,
    FloatTables,
    IdentityTables,
    LedgerTables,
    LegalTables,
    LifecycleTables,
    MaintenanceTables,
    OperationsTables,
    PaymentsTables,
    PayoutsTables,
    PricingTables,
    ProvidersTables,
    ReconciliationTables,
    RefundsTables,
    SavedFiltersTables,
    SettingsTables,
    SpendingTables,
    TreasuryTables {}
