import { balanceRoutes } from './balance.ts';
import { catalogRoutes } from './catalog.ts';
import { deploymentRoutes } from './deployments.ts';
import { identityRoutes } from './identity.ts';
import { legalRoutes } from './legal.ts';
import { nodeRoutes } from './nodes.ts';
import { operatorRoutes } from './operator.ts';
import { pricingRoutes } from './pricing.ts';
import { settingsRoutes } from './settings.ts';
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
  ...legalRoutes,
  ...pricingRoutes,
  ...settingsRoutes,
};

export type Routes = typeof routes;
