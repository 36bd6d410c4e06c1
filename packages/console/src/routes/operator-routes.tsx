import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/audit-search.ts';
import { readTaskSearch } from '../tasks/task-search.ts';
import { readUserSearch } from '../users/user-search.ts';
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
  validateSearch: readUserSearch,
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Users']] },
  component: lazyRouteComponent(() => import('../users/users-page.tsx'), 'UsersPage'),
});
const operatorDeployments = createRoute({
  getParentRoute: () => frame,
  path: '/operator/deployments',
  validateSearch: ({ userId }: Record<string, unknown>): { userId?: string } =>
    typeof userId === 'string' ? { userId } : {},
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Deployments']] },
  component: lazyRouteComponent(() => import('../operator/all-deployments-page.tsx'), 'AllDeploymentsPage'),
});

const operatorUser = createRoute({
  getParentRoute: () => frame,
  path: '/operator/users/$id',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Users', '/operator/users'], ['User']] },
  component: lazyRouteComponent(() => import('../users/user-page.tsx'), 'UserPage'),
});
const operatorTasks = createRoute({
  getParentRoute: () => frame,
  path: '/operator/tasks',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Tasks']] },
  validateSearch: readTaskSearch,
  component: lazyRouteComponent(() => import('../tasks/tasks-page.tsx'), 'TasksPage'),
});
const operatorAudit = createRoute({
  getParentRoute: () => frame,
  path: '/operator/audit',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Audit log']] },
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});

export const operatorRoutes = [
  operator,
  operatorUsers,
  operatorDeployments,
  operatorUser,
  operatorTasks,
  operatorAudit,
] as const;
