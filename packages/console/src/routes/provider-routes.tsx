import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { readEarningsSearch } from '../payouts/earnings-search.ts';
import { frame } from './root.tsx';

const provider = createRoute({
  getParentRoute: () => frame,
  path: '/provider',
  staticData: { access: 'cloud-provider', crumbs: [['Provider']] },
  beforeLoad: () => {
    throw redirect({ to: '/provider/earnings', replace: true });
  },
});
const earnings = createRoute({
  getParentRoute: () => frame,
  path: '/provider/earnings',
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Earnings']] },
  validateSearch: readEarningsSearch,
  component: lazyRouteComponent(() => import('../payouts/earnings-page.tsx'), 'EarningsPage'),
});
const earningsNodes = createRoute({
  getParentRoute: () => earnings,
  path: '/',
  component: lazyRouteComponent(() => import('../payouts/nodes-tab.tsx'), 'NodesTab'),
});
const earningsStatement = createRoute({
  getParentRoute: () => earnings,
  path: '/statement',
  component: lazyRouteComponent(() => import('../payouts/provider-statement-tab.tsx'), 'ProviderStatementTab'),
});
const earningsPayouts = createRoute({
  getParentRoute: () => earnings,
  path: '/payouts',
  component: lazyRouteComponent(() => import('../payouts/payouts-tab.tsx'), 'PayoutsTab'),
});

export const providerRoutes = [
  provider,
  earnings.addChildren([earningsNodes, earningsStatement, earningsPayouts]),
] as const;
