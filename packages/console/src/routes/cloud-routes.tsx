import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAllianceSearch } from '../alliances/alliance-search.ts';
import { readStatementSearch } from '../billing/statement-search.ts';
import { readTopUpSearch } from '../billing/top-up-search.ts';
import { readDeploySearch } from '../deploy/deploy-search.ts';
import { readInvoiceSearch } from '../documents/invoice-search.ts';
import { readNodeSearch } from '../nodes/node-search.ts';
import { readCount } from '../ui/search.ts';
import { withSort } from '../ui/sorting.ts';
import { frame } from './root.tsx';

const overview = createRoute({
  getParentRoute: () => frame,
  path: '/overview',
  staticData: { crumbs: [['Overview']] },
  component: lazyRouteComponent(() => import('../overview/overview-page.tsx'), 'OverviewPage'),
});
const nodes = createRoute({
  getParentRoute: () => frame,
  path: '/nodes',
  staticData: { access: 'public', crumbs: [['Nodes']] },
  validateSearch: readNodeSearch,
  component: lazyRouteComponent(() => import('../nodes/nodes-page.tsx'), 'NodesPage'),
});
const alliances = createRoute({
  getParentRoute: () => frame,
  path: '/alliances',
  staticData: { access: 'public', crumbs: [['Alliances']] },
  validateSearch: readAllianceSearch,
  component: lazyRouteComponent(() => import('../alliances/alliances-page.tsx'), 'AlliancesPage'),
});
const alliance = createRoute({
  getParentRoute: () => frame,
  path: '/alliances/$slug',
  staticData: { access: 'public', crumbs: [['Alliances', '/alliances'], ['Alliance']] },
  component: lazyRouteComponent(() => import('../alliances/alliance-page.tsx'), 'AlliancePage'),
});
const deploy = createRoute({
  getParentRoute: () => frame,
  path: '/deploy',
  staticData: { access: 'public', crumbs: [['Deployments', '/deployments'], ['New deployment']] },
  validateSearch: readDeploySearch,
  component: lazyRouteComponent(() => import('../deploy/deploy-page.tsx'), 'DeployPage'),
});
const deployments = createRoute({
  getParentRoute: () => frame,
  path: '/deployments',
  staticData: { crumbs: [['Deployments']] },
  validateSearch: (search: Record<string, unknown>): { show?: 'all' } => (search.show === 'all' ? { show: 'all' } : {}),
  component: lazyRouteComponent(() => import('../deployments/deployments-page.tsx'), 'DeploymentsPage'),
});
const deployment = createRoute({
  getParentRoute: () => frame,
  path: '/deployments/$id',
  staticData: { crumbs: [['Deployments', '/deployments'], ['Deployment']] },
  component: lazyRouteComponent(() => import('../deployments/deployment-page.tsx'), 'DeploymentPage'),
});
const deploymentOverview = createRoute({
  getParentRoute: () => deployment,
  path: '/',
  component: lazyRouteComponent(() => import('../deployments/overview-tab.tsx'), 'OverviewTab'),
});
const deploymentEvents = createRoute({
  getParentRoute: () => deployment,
  path: '/events',
  component: lazyRouteComponent(() => import('../deployments/events-tab.tsx'), 'EventsTab'),
});
const deploymentBilling = createRoute({
  getParentRoute: () => deployment,
  path: '/billing',
  component: lazyRouteComponent(() => import('../deployments/billing-tab.tsx'), 'BillingTab'),
});
const deploymentSettings = createRoute({
  getParentRoute: () => deployment,
  path: '/settings',
  component: lazyRouteComponent(() => import('../deployments/settings-tab.tsx'), 'SettingsTab'),
});
const balance = createRoute({
  getParentRoute: () => frame,
  path: '/balance',
  staticData: { crumbs: [['Balance']] },
  validateSearch: readTopUpSearch,
  component: lazyRouteComponent(() => import('../billing/balance-page.tsx'), 'BalancePage'),
});
const autoRecharge = createRoute({
  getParentRoute: () => frame,
  path: '/balance/auto-recharge',
  staticData: { crumbs: [['Balance', '/balance'], ['Automatic top-up']] },
  component: lazyRouteComponent(() => import('../billing/auto-recharge-page.tsx'), 'AutoRechargePage'),
});
const limits = createRoute({
  getParentRoute: () => frame,
  path: '/balance/limits',
  staticData: { crumbs: [['Balance', '/balance'], ['Limits']] },
  component: lazyRouteComponent(() => import('../billing/limits-page.tsx'), 'LimitsPage'),
});
const cards = createRoute({
  getParentRoute: () => frame,
  path: '/cards',
  staticData: { crumbs: [['Cards']] },
  validateSearch: (search: Record<string, unknown>): { add?: true } => (search.add === true ? { add: true } : {}),
  component: lazyRouteComponent(() => import('../cards/cards-page.tsx'), 'CardsPage'),
});
const statement = createRoute({
  getParentRoute: () => frame,
  path: '/statement',
  staticData: { crumbs: [['Statement']] },
  validateSearch: readStatementSearch,
  component: lazyRouteComponent(() => import('../billing/statement-page.tsx'), 'StatementPage'),
});
const invoices = createRoute({
  getParentRoute: () => frame,
  path: '/invoices',
  staticData: { crumbs: [['Invoices']] },
  validateSearch: readInvoiceSearch,
  component: lazyRouteComponent(() => import('../documents/invoices-page.tsx'), 'InvoicesPage'),
});
const invoice = createRoute({
  getParentRoute: () => frame,
  path: '/invoices/$id',
  staticData: { crumbs: [['Invoices', '/invoices'], ['Document']] },
  component: lazyRouteComponent(() => import('../documents/document-page.tsx'), 'DocumentPage'),
});
const sshKeys = createRoute({
  getParentRoute: () => frame,
  path: '/ssh-keys',
  staticData: { crumbs: [['SSH keys']] },
  component: lazyRouteComponent(() => import('../ssh-keys/ssh-keys-page.tsx'), 'SshKeysPage'),
});
const notifications = createRoute({
  getParentRoute: () => frame,
  path: '/notifications',
  staticData: { crumbs: [['Notifications']] },
  validateSearch: withSort((search): { show?: 'all' } => (search.show === 'all' ? { show: 'all' } : {})),
  component: lazyRouteComponent(() => import('../notifications/notifications-page.tsx'), 'NotificationsPage'),
});
const profile = createRoute({
  getParentRoute: () => frame,
  path: '/profile',
  staticData: { crumbs: [['Profile']] },
  component: lazyRouteComponent(() => import('../profile/profile-page.tsx'), 'ProfilePage'),
});
const apiReference = createRoute({
  getParentRoute: () => frame,
  path: '/docs',
  staticData: { access: 'public', crumbs: [['API reference']] },
  component: lazyRouteComponent(() => import('../api-reference/api-reference-page.tsx'), 'ApiReferencePage'),
});
const legal = createRoute({
  getParentRoute: () => frame,
  path: '/legal/$kind',
  staticData: { access: 'public', crumbs: [['Legal']] },
  validateSearch: (search: Record<string, unknown>): { version?: number } => {
    const version = readCount(search.version, 1, 2 ** 31 - 1);
    return version === undefined ? {} : { version };
  },
  component: lazyRouteComponent(() => import('../legal/legal-page.tsx'), 'LegalPage'),
});
const gallery = createRoute({
  getParentRoute: () => frame,
  path: '/dev/ui',
  staticData: { access: 'public', crumbs: [['Component gallery']] },
  component: lazyRouteComponent(() => import('../gallery/gallery-page.tsx'), 'GalleryPage'),
});

export const cloudRoutes = [
  overview,
  nodes,
  alliances,
  alliance,
  deploy,
  deployments,
  deployment.addChildren([deploymentOverview, deploymentEvents, deploymentBilling, deploymentSettings]),
  balance,
  autoRecharge,
  limits,
  cards,
  statement,
  invoices,
  invoice,
  sshKeys,
  notifications,
  profile,
  apiReference,
  legal,
  gallery,
] as const;
