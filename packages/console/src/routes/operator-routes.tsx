import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
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

export const operatorRoutes = [operator, operatorUsers, operatorDeployments] as const;
