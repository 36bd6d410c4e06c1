import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readMovementsSearch, readTransfersSearch } from '../treasury/treasury-search.ts';
import { frame } from './root.tsx';

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
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Staking']] },
  component: lazyRouteComponent(() => import('../float/staking-page.tsx'), 'StakingPage'),
});
const treasuryTopUp = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/top-up',
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Auto top-up']] },
  component: lazyRouteComponent(() => import('../float/top-up-page.tsx'), 'TopUpPolicyPage'),
});
const treasuryAlerts = createRoute({
  getParentRoute: () => frame,
  path: '/operator/treasury/alerts',
  staticData: { access: 'cloud-operator', crumbs: [...inTreasury, ['Alerts']] },
  component: lazyRouteComponent(() => import('../float/alerts-page.tsx'), 'FloatAlertsPage'),
});

export const treasuryRoutes = [
  treasury,
  treasuryTransfers,
  treasuryTransfer,
  treasuryPurchases,
  treasuryMovements,
  treasuryStaking,
  treasuryTopUp,
  treasuryAlerts,
] as const;
