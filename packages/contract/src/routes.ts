import { balanceRoutes } from './balance.ts';
import { catalogRoutes } from './catalog.ts';
import { deploymentRoutes } from './deployments.ts';
import { identityRoutes } from './identity.ts';
import { nodeRoutes } from './nodes.ts';
import { operatorRoutes } from './operator.ts';
import { payoutRoutes } from './payouts.ts';
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
  ...payoutRoutes,
};

export type Routes = typeof routes;
