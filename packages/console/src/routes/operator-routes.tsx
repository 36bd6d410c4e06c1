import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/audit-search.ts';
import { frame } from './root.tsx';

const operator = createRoute({
  getParentRoute: () => frame,
  path: '/operator',
  staticData: { access: 'cloud-operator', crumbs: [['Operator']] },
  component: lazyRouteComponent(() => import('../operator/operator-overview-page.tsx'), 'OperatorOverviewPage'),
});
const operatorUsers = createRoute({
  getParentRoute: () => frame,
  path: '/operator/users',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Users']] },
  component: lazyRouteComponent(() => import('../operator/users-page.tsx'), 'UsersPage'),
});
const operatorDeployments = createRoute({
  getParentRoute: () => frame,
  path: '/operator/deployments',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Deployments']] },
  component: lazyRouteComponent(() => import('../operator/all-deployments-page.tsx'), 'AllDeploymentsPage'),
});

const operatorAudit = createRoute({
  getParentRoute: () => frame,
  path: '/operator/audit',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Audit log']] },
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});

export const operatorRoutes = [operator, operatorUsers, operatorDeployments, operatorAudit] as const;
