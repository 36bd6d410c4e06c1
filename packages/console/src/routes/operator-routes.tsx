import { legalKinds } from '@marketplace/contract/legal-kinds';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readOneOf } from '../ui/search.ts';
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
] as const;
