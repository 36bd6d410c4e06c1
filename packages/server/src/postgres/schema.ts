import type { ChainTables } from './schema/chain.ts';
import type { DeploymentsTables } from './schema/deployments.ts';
import type { IdentityTables } from './schema/identity.ts';
import type { LedgerTables } from './schema/ledger.ts';
import type { OperationsTables } from './schema/operations.ts';
import type { PaymentsTables } from './schema/payments.ts';
import type { PayoutsTables } from './schema/payouts.ts';
import type { ProvidersTables } from './schema/providers.ts';

export type { DeploymentResult, DeploymentStatus, StoredPart } from './schema/deployments.ts';

/** Every table of ours, by the capability that owns it. */
export interface Schema
  extends IdentityTables,
    LedgerTables,
    PaymentsTables,
    OperationsTables,
    DeploymentsTables,
    ChainTables,
    ProvidersTables,
    PayoutsTables {}
