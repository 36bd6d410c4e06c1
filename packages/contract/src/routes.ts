import { balanceRoutes } from './balance.ts';
import { catalogRoutes } from './catalog.ts';
import { creditRoutes } from './credits.ts';
import { deploymentRoutes } from './deployments.ts';
import { identityRoutes } from './identity.ts';
import { nodeRoutes } from './nodes.ts';
import { operatorRoutes } from './operator.ts';
import { reconciliationRoutes } from './reconciliation.ts';
import { refundRoutes } from './refunds.ts';
import { systemRoutes } from './system.ts';

/** Every route of the contract by its operation id. */
export const routes = {
  ...systemRoutes,
  ...identityRoutes,
  ...nodeRoutes,
  ...catalogRoutes,
  ...deploymentRoutes,
  ...balanceRoutes,
  ...operatorRoutes,
  ...refundRoutes,
  ...creditRoutes,
  ...reconciliationRoutes,
};

export type Routes = typeof routes;
