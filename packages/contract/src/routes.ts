import { auditRoutes } from './audit.ts';
import { balanceRoutes } from './balance.ts';
import { catalogRoutes } from './catalog.ts';
import { deploymentRoutes } from './deployments.ts';
import { identityRoutes } from './identity.ts';
import { nodeRoutes } from './nodes.ts';
import { notificationRoutes } from './notifications.ts';
import { operatorRoutes } from './operator.ts';
import { paymentRoutes } from './payments.ts';
import { systemRoutes } from './system.ts';
import { taskRoutes } from './tasks.ts';
import { userRoutes } from './users.ts';

/** Every route of the contract by its operation id. */
export const routes = {
  ...systemRoutes,
  ...identityRoutes,
  ...nodeRoutes,
  ...catalogRoutes,
  ...deploymentRoutes,
  ...balanceRoutes,
  ...paymentRoutes,
  ...auditRoutes,
  ...taskRoutes,
  ...userRoutes,
  ...notificationRoutes,
  ...operatorRoutes,
};

export type Routes = typeof routes;
