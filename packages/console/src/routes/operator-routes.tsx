import { legalKinds } from '@marketplace/contract/legal-kinds';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readAuditSearch } from '../audit/audit-search.ts';
import { readCouponSearch, readCreditSearch } from '../credits/credit-search.ts';
import { readOperatorDocumentSearch } from '../documents/operator-document-search.ts';
import { readMaintenanceSearch } from '../maintenance/scope.ts';
import { readPoolSearch } from '../node-pool/pool-search.ts';
import { readRange } from '../operator/ranges.ts';
import { readDisputeSearch, readEventSearch, readPaymentSearch, readRefundSearch } from '../payments/payment-search.ts';
import { readOperatorPayoutsSearch } from '../payouts/operator-payouts-search.ts';
import { readRequestSearch } from '../provider-requests/request-search.ts';
import { readTaskSearch } from '../tasks/task-search.ts';
import { readMovementsSearch, readTransfersSearch } from '../treasury/treasury-search.ts';
import { readOneOf } from '../ui/search.ts';
import { withSort } from '../ui/sorting.ts';
import { readUserSearch } from '../users/user-search.ts';
import { frame } from './root.tsx';

const operator = createRoute({
  getParentRoute: () => frame,
  path: '/operator',
  validateSearch: readRange,
  staticData: { access: 'cloud-operator', crumbs: [['Operator']] },
  component: lazyRouteComponent(() => import('../operator/operator-overview-page.tsx'), 'OperatorOverviewPage'),
});
const operatorUsers = createRoute({
  getParentRoute: () => frame,
  path: '/operator/users',
  validateSearch: withSort(readUserSearch),
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Users']] },
  component: lazyRouteComponent(() => import('../users/users-page.tsx'), 'UsersPage'),
});
const operatorDeployments = createRoute({
  getParentRoute: () => frame,
  path: '/operator/deployments',
  validateSearch: withSort(({ userId }): { userId?: string } => (typeof userId === 'string' ? { userId } : {})),
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
  validateSearch: withSort(readTaskSearch),
  component: lazyRouteComponent(() => import('../tasks/tasks-page.tsx'), 'TasksPage'),
});
const operatorMaintenance = createRoute({
  getParentRoute: () => frame,
  path: '/operator/maintenance',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Maintenance']] },
  validateSearch: withSort(readMaintenanceSearch),
  component: lazyRouteComponent(() => import('../maintenance/maintenance-page.tsx'), 'OperatorMaintenancePage'),
});
const operatorAudit = createRoute({
  getParentRoute: () => frame,
  path: '/operator/audit',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Audit log']] },
  validateSearch: withSort(readAuditSearch),
  component: lazyRouteComponent(() => import('../audit/audit-page.tsx'), 'AuditPage'),
});

const operatorProviders = createRoute({
  getParentRoute: () => frame,
  path: '/operator/providers',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Providers']] },
  validateSearch: withSort(readRequestSearch),
  component: lazyRouteComponent(() => import('../provider-requests/requests-page.tsx'), 'ProviderRequestsPage'),
});
/** Opens over the list. */
const operatorProviderRequest = createRoute({
  getParentRoute: () => operatorProviders,
  path: '/$id',
  component: lazyRouteComponent(() => import('../provider-requests/request-panel.tsx'), 'ProviderRequestPanel'),
});
const nodePool = createRoute({
  getParentRoute: () => frame,
  path: '/operator/nodes',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Nodes']] },
  validateSearch: readPoolSearch,
  component: lazyRouteComponent(() => import('../node-pool/node-pool-page.tsx'), 'NodePoolPage'),
});
/** Opens over the list. */
const poolNode = createRoute({
  getParentRoute: () => nodePool,
  path: '/$id',
  component: lazyRouteComponent(() => import('../node-pool/pool-node-panel.tsx'), 'PoolNodePanel'),
});
const operatorPayments = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payments',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Payments']] },
  validateSearch: readPaymentSearch,
  component: lazyRouteComponent(() => import('../payments/top-ups-page.tsx'), 'TopUpsPage'),
});
const operatorRefunds = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payments/refunds',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Payments', '/operator/payments'], ['Refunds']],
  },
  validateSearch: readRefundSearch,
  component: lazyRouteComponent(() => import('../payments/refunds-page.tsx'), 'RefundsPage'),
});
const operatorDisputes = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payments/disputes',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Payments', '/operator/payments'], ['Disputes']],
  },
  validateSearch: readDisputeSearch,
  component: lazyRouteComponent(() => import('../payments/disputes-page.tsx'), 'DisputesPage'),
});
const operatorEvents = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payments/events',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Payments', '/operator/payments'], ['Events']],
  },
  validateSearch: readEventSearch,
  component: lazyRouteComponent(() => import('../payments/events-page.tsx'), 'EventsPage'),
});
const operatorDispute = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payments/disputes/$id',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Disputes', '/operator/payments/disputes'], ['Dispute']],
  },
  component: lazyRouteComponent(() => import('../payments/dispute-page.tsx'), 'DisputePage'),
});
const operatorDocuments = createRoute({
  getParentRoute: () => frame,
  path: '/operator/documents',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Documents']] },
  validateSearch: readOperatorDocumentSearch,
  component: lazyRouteComponent(() => import('../documents/operator-documents-page.tsx'), 'OperatorDocumentsPage'),
});
const operatorCoupons = createRoute({
  getParentRoute: () => frame,
  path: '/operator/coupons',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Coupons']] },
  validateSearch: readCouponSearch,
  component: lazyRouteComponent(() => import('../credits/coupons-page.tsx'), 'CouponsPage'),
});
const operatorCredits = createRoute({
  getParentRoute: () => frame,
  path: '/operator/coupons/credits',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Coupons', '/operator/coupons'], ['Credits']],
  },
  validateSearch: readCreditSearch,
  component: lazyRouteComponent(() => import('../credits/credits-page.tsx'), 'CreditsPage'),
});
const operatorReconciliation = createRoute({
  getParentRoute: () => frame,
  path: '/operator/reconciliation',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Reconciliation']] },
  validateSearch: ({ show }: Record<string, unknown>): { show?: 'resolved' } =>
    show === 'resolved' ? { show: 'resolved' } : {},
  component: lazyRouteComponent(() => import('../reconciliation/reconciliation-page.tsx'), 'ReconciliationPage'),
});
const operatorPayouts = createRoute({
  getParentRoute: () => frame,
  path: '/operator/payouts',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Payouts']] },
  validateSearch: withSort(readOperatorPayoutsSearch),
  component: lazyRouteComponent(() => import('../payouts/operator-payouts-page.tsx'), 'OperatorPayoutsPage'),
});

const inTreasury = [
  ['Operator', '/operator'],
  ['Treasury', '/operator/treasury'],
] as const;
const treasury = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury',
  staticData: { access: 'cloud-operator', crumbs: [['Operator', '/operator'], ['Treasury']] },
  component: lazyRouteComponent(() => import('../treasury/treasury-page.tsx'), 'TreasuryPage'),
});
const treasuryTransfers = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/transfers',
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Transfers']] },
  validateSearch: readTransfersSearch,
  component: lazyRouteComponent(() => import('../treasury/transfers-page.tsx'), 'TransfersPage'),
});
const treasuryTransfer = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/transfers/$id',
  staticData: {
    access: 'cloud-operator',
    crumbs: [...inTreasury, ['Transfers', '/operator/treasury/transfers'], ['Transfer']],
  },
  component: lazyRouteComponent(() => import('../treasury/transfer-page.tsx'), 'TransferPage'),
});
const treasuryPurchases = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/purchases',
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Purchases']] },
  component: lazyRouteComponent(() => import('../treasury/purchases-page.tsx'), 'PurchasesPage'),
});
const treasuryMovements = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/movements',
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Movements']] },
  validateSearch: readMovementsSearch,
  component: lazyRouteComponent(() => import('../treasury/movements-page.tsx'), 'MovementsPage'),
});

const treasuryStaking = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/staking',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Treasury', '/operator/treasury'], ['Staking']],
  },
  component: lazyRouteComponent(() => import('../float/staking-page.tsx'), 'StakingPage'),
});
const treasuryTopUp = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/top-up',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Treasury', '/operator/treasury'], ['Auto top-up']],
  },
  component: lazyRouteComponent(() => import('../float/top-up-page.tsx'), 'TopUpPolicyPage'),
});
const treasuryAlerts = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/alerts',
  staticData: {
    access: 'cloud-operator',
    crumbs: [['Operator', '/operator'], ['Treasury', '/operator/treasury'], ['Alerts']],
  },
  component: lazyRouteComponent(() => import('../float/alerts-page.tsx'), 'FloatAlertsPage'),
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
  operatorMaintenance,
  operatorAudit,
  operatorProviders.addChildren([operatorProviderRequest]),
  nodePool.addChildren([poolNode]),
  operatorPayments,
  operatorRefunds,
  operatorDisputes,
  operatorDispute,
  operatorEvents,
  operatorDocuments,
  operatorCoupons,
  operatorCredits,
  operatorReconciliation,
  operatorPayouts,

  treasury,
  treasuryTransfers,
  treasuryTransfer,
  treasuryPurchases,
  treasuryMovements,
  treasuryStaking,
  treasuryTopUp,
  treasuryAlerts,
] as const;
