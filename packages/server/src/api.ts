import { sql } from 'kysely';
import type { Adapters } from './compose.ts';
import { alliancesHandlers } from './http/alliances/handlers.ts';
import { createApp } from './http/app.ts';
import { auditHandlers } from './http/audit/handlers.ts';
import { balanceHandlers } from './http/balance/handlers.ts';
import { catalogHandlers } from './http/catalog/handlers.ts';
import { creditsHandlers } from './http/credits/handlers.ts';
import { deploymentsHandlers } from './http/deployments/handlers.ts';
import { documentsHandlers } from './http/documents/handlers.ts';
import { floatHandlers } from './http/float/handlers.ts';
import { identityHandlers } from './http/identity/handlers.ts';
import { legalHandlers } from './http/legal/handlers.ts';
import { maintenanceHandlers } from './http/maintenance/handlers.ts';
import { nodeFiltersHandlers } from './http/node-filters/handlers.ts';
import { nodePoolHandlers } from './http/node-pool/handlers.ts';
import { nodesHandlers } from './http/nodes/handlers.ts';
import { notificationsHandlers } from './http/notifications/handlers.ts';
import type { Handlers } from './http/operation.ts';
import { operatorHandlers } from './http/operator/handlers.ts';
import type { HttpParts } from './http/parts.ts';
import { paymentsHandlers } from './http/payments/handlers.ts';
import { payoutsHandlers } from './http/payouts/handlers.ts';
import { pricingHandlers } from './http/pricing/handlers.ts';
import { providersHandlers } from './http/providers/handlers.ts';
import { reconciliationHandlers } from './http/reconciliation/handlers.ts';
import { refundsHandlers } from './http/refunds/handlers.ts';
import { trustedOriginsOf } from './http/security-headers.ts';
import { settingsHandlers } from './http/settings/handlers.ts';
import { spendingCapsHandlers } from './http/spending-caps/handlers.ts';
import { sshKeysHandlers } from './http/ssh-keys/handlers.ts';
import type { FixedConfig } from './http/system/get-config.ts';
import { systemHandlers } from './http/system/handlers.ts';
import { tasksHandlers } from './http/tasks/handlers.ts';
import { treasuryHandlers } from './http/treasury/handlers.ts';
import { usersHandlers } from './http/users/handlers.ts';
import type { RunJobs } from './jobs/run-jobs.ts';

export interface ApiRuntime {
  runJobs: RunJobs;
  /** Starts the background work at once where no worker listens. */
  wake: () => void;
}

/** The API over its adapters; the same in the Node process and in the functions. */
export function createApi(adapters: Adapters, runtime: ApiRuntime) {
  const { store, clock, log, verify, fetchProfile, config } = adapters;
  return createApp({
    handlers: handlersOf(adapters, runtime),
    authentication: { store, verify, fetchProfile, operatorEmails: config.operatorEmails, newId: adapters.newId },
    clock,
    newId: adapters.newId,
    log,
    trustedOrigins: trustedOriginsOf({
      issuer: config.issuer,
      stripeJsUrl: config.stripe.jsUrl,
      stripeApiUrl: config.stripe.apiUrl,
    }),
  });
}

function handlersOf(adapters: Adapters, { runJobs, wake }: ApiRuntime): Handlers {
  const { config } = adapters;
  const parts: HttpParts = {
    ...adapters,
    operatorEmails: config.operatorEmails,
    sshPort: config.sshPort,
    publicConfig: publicConfig(adapters),
    checks: readinessChecks(adapters),
    runJobs,
    wake,
  };
  return {
    ...auditHandlers(parts),
    ...balanceHandlers(parts),
    ...catalogHandlers(parts),
    ...deploymentsHandlers(parts),
    ...documentsHandlers(parts),
    ...floatHandlers(parts),
    ...identityHandlers(parts),
    ...maintenanceHandlers(parts),
    ...nodePoolHandlers(parts),
    ...nodesHandlers(parts),
    ...nodeFiltersHandlers(parts),
    ...notificationsHandlers(parts),
    ...operatorHandlers(parts),
    ...paymentsHandlers(parts),
    ...providersHandlers(parts),
    ...spendingCapsHandlers(parts),
    ...payoutsHandlers(parts),
    ...sshKeysHandlers(parts),
    ...systemHandlers(parts),

    ...refundsHandlers(parts),
    ...creditsHandlers(parts),
    ...reconciliationHandlers(parts),
    ...legalHandlers(parts),
    ...pricingHandlers(parts),
    ...settingsHandlers(parts),
    ...tasksHandlers(parts),
    ...usersHandlers(parts),

    ...treasuryHandlers(parts),
    ...alliancesHandlers(parts),
  };
}

function readinessChecks({ store, supply }: Adapters) {
  return {
    database: async () => {
      await sql`select 1`.execute(store.db);
      return undefined;
    },
    grid: async () => ((await supply.placementFacts()) ? undefined : 'the grid was not read yet'),
  };
}

const demoAccounts = [
  { email: 'user@demo.test', role: 'cloud-user' },
  { email: 'user2@demo.test', role: 'cloud-user' },
  { email: 'provider@demo.test', role: 'cloud-provider' },
  { email: 'provider2@demo.test', role: 'cloud-provider' },
  { email: 'operator@demo.test', role: 'cloud-operator' },
];

function publicConfig({ config }: Adapters): FixedConfig {
  return {
    issuer: config.issuer,
    audience: config.audience,
    clientId: config.clientId,
    stripePublishableKey: config.stripe.publishableKey,
    stripeJsUrl: config.stripe.jsUrl,
    ...(config.environment
      ? {
          environment: {
            label: config.environment.label,
            ...(config.environment.url ? { url: config.environment.url } : {}),
          },
        }
      : {}),
    ...(config.demoAccounts ? { demoAccounts } : {}),
  };
}
