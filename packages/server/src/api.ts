import type { Config as PublicConfig } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import { sql } from 'kysely';
import type { Adapters } from './compose.ts';
import { createApp } from './http/app.ts';
import { getBalance } from './http/balance/get-balance.ts';
import { listTransactions } from './http/balance/list-transactions.ts';
import { createQuote } from './http/catalog/create-quote.ts';
import { getApp, listApps } from './http/catalog/list-apps.ts';
import { createDeployment } from './http/deployments/create-deployment.ts';
import { deleteDeployment } from './http/deployments/delete-deployment.ts';
import { getDeployment } from './http/deployments/get-deployment.ts';
import { listDeploymentEvents } from './http/deployments/list-deployment-events.ts';
import { listDeploymentUsage } from './http/deployments/list-deployment-usage.ts';
import { listDeployments } from './http/deployments/list-deployments.ts';
import { getProfile } from './http/identity/get-profile.ts';
import { getSession } from './http/identity/get-session.ts';
import { login, logout } from './http/identity/login.ts';
import { updateProfile } from './http/identity/update-profile.ts';
import { getNode } from './http/nodes/get-node.ts';
import { getNodeStats } from './http/nodes/get-node-stats.ts';
import { listNodes } from './http/nodes/list-nodes.ts';
import type { Handlers } from './http/operation.ts';
import { getOperatorOverview } from './http/operator/get-operator-overview.ts';
import { listAllDeployments } from './http/operator/list-all-deployments.ts';
import { listUsers } from './http/operator/list-users.ts';
import { runJobs } from './http/operator/run-jobs.ts';
import { createTopUp } from './http/payments/create-top-up.ts';
import { getTopUp } from './http/payments/get-top-up.ts';
import { receiveStripeEvent } from './http/payments/receive-stripe-event.ts';
import { trustedOriginsOf } from './http/security-headers.ts';
import { createSshKey } from './http/ssh-keys/create-ssh-key.ts';
import { deleteSshKey } from './http/ssh-keys/delete-ssh-key.ts';
import { listSshKeys } from './http/ssh-keys/list-ssh-keys.ts';
import { getConfig } from './http/system/get-config.ts';
import { getHealth } from './http/system/get-health.ts';
import { getReady } from './http/system/get-ready.ts';
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

function handlersOf(adapters: Adapters, { runJobs: run, wake }: ApiRuntime): Handlers {
  const { store, supply, stripe, fetchProfile, newId, limits } = adapters;
  const { sshPort } = adapters.config;
  return {
    getHealth: getHealth(),
    getReady: getReady({ checks: readinessChecks(adapters) }),
    getConfig: getConfig({ publicConfig: publicConfig(adapters) }),
    getSession: getSession(),
    login: login(),
    logout: logout(),
    getProfile: getProfile({ store, fetchProfile, newId, operatorEmails: adapters.config.operatorEmails }),
    updateProfile: updateProfile({ store }),
    listNodes: listNodes({ supply }),
    getNodeStats: getNodeStats({ supply }),
    getNode: getNode({ supply }),
    listApps: listApps({ supply }),
    getApp: getApp({ supply }),
    createQuote: createQuote({ store, supply, newId }),
    listDeployments: listDeployments({ store, sshPort }),
    createDeployment: createDeployment({ store, supply, newId, sshPort, wake }),
    getDeployment: getDeployment({ store, sshPort }),
    deleteDeployment: deleteDeployment({ store, sshPort, wake }),
    listDeploymentEvents: listDeploymentEvents({ store }),
    listDeploymentUsage: listDeploymentUsage({ store }),
    listSshKeys: listSshKeys({ store }),
    createSshKey: createSshKey({ store, newId }),
    deleteSshKey: deleteSshKey({ store }),
    getBalance: getBalance({ store }),
    listTransactions: listTransactions({ store }),
    createTopUp: createTopUp({ store, stripe, newId, limits }),
    getTopUp: getTopUp({ store }),
    receiveStripeEvent: receiveStripeEvent({ store, stripe, wake }),
    getOperatorOverview: getOperatorOverview({ store, supply }),
    listUsers: listUsers({ store }),
    listAllDeployments: listAllDeployments({ store, sshPort }),
    runJobs: runJobs({ runJobs: run }),
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

function publicConfig({ config, limits }: Adapters): PublicConfig {
  return {
    issuer: config.issuer,
    audience: config.audience,
    clientId: config.clientId,
    stripePublishableKey: config.stripe.publishableKey,
    stripeJsUrl: config.stripe.jsUrl,
    brandName: config.brandName,
    ...(config.environment
      ? {
          environment: {
            label: config.environment.label,
            ...(config.environment.url ? { url: config.environment.url } : {}),
          },
        }
      : {}),
    ...(config.demoAccounts ? { demoAccounts } : {}),
    topUp: { minimum: formatUnits(limits.minimumUnits), maximum: formatUnits(limits.maximumUnits), currency: 'USD' },
  };
}
