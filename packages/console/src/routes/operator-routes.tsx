import { legalKinds } from '@marketplace/contract/legal-kinds';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/audit-search.ts';
import { readTaskSearch } from '../tasks/task-search.ts';
import { readOneOf } from '../ui/search.ts';
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

const pricing = createRoute({
  getParentRoute: () => frame,
  path: '/operator/pricing',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Pricing']] },
  component: lazyRouteComponent(() => import('../pricing/pricing-page.tsx'), 'PricingPage'),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: '/operator/settings',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Settings']] },
  component: lazyRouteComponent(() => import('../settings/settings-page.tsx'), 'SettingsPage'),
});
const generalSettings = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('../settings/general-tab.tsx'), 'GeneralTab'),
});
const brandSettings = createRoute({
  getParentRoute: () => settings,
  path: '/brand',
  component: lazyRouteComponent(() => import('../settings/brand-tab.tsx'), 'BrandTab'),
});
const legalSettings = createRoute({
  getParentRoute: () => settings,
  path: '/legal',
  validateSearch: (search: Record<string, unknown>): { text?: (typeof legalKinds)[number] } => {
    const text = readOneOf(search.text, legalKinds);
    return text ? { text } : {};
  },
  component: lazyRouteComponent(() => import('../settings/legal-tab.tsx'), 'LegalTab'),
});
const limitSettings = createRoute({
  getParentRoute: () => settings,
  path: '/limits',
  component: lazyRouteComponent(() => import('../settings/limits-tab.tsx'), 'LimitsTab'),
});
const billingSettings = createRoute({
  getParentRoute: () => settings,
  path: '/billing',
  component: lazyRouteComponent(() => import('../settings/billing-tab.tsx'), 'BillingTab'),
});
const providerSettings = createRoute({
  getParentRoute: () => settings,
  path: '/providers',
  component: lazyRouteComponent(() => import('../settings/providers-tab.tsx'), 'ProvidersTab'),
});
const maintenanceSettings = createRoute({
  getParentRoute: () => settings,
  path: '/maintenance',
  component: lazyRouteComponent(() => import('../settings/maintenance-tab.tsx'), 'MaintenanceTab'),
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
  pricing,
  settings.addChildren([
    generalSettings,
    brandSettings,
    legalSettings,
    limitSettings,
    billingSettings,
    providerSettings,
    maintenanceSettings,
  ]),
  operatorUser,
  operatorTasks,
  operatorAudit,
] as const;
