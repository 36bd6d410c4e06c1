import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readMaintenanceSearch } from '../maintenance/scope.ts';
import { readEarningsSearch } from '../payouts/earnings-search.ts';
import { readNodesSearch } from '../provider/nodes-search.ts';
import { withSort } from '../ui/sorting.ts';
import { frame } from './root.tsx';

const providerMaintenance = createRoute({
  getParentRoute: () => frame,
  path: '/provider/maintenance',
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Maintenance']] },
  validateSearch: withSort(readMaintenanceSearch),
  component: lazyRouteComponent(() => import('../maintenance/maintenance-page.tsx'), 'ProviderMaintenancePage'),
});

const provider = createRoute({
  getParentRoute: () => frame,
  path: '/provider',
  staticData: { access: 'cloud-provider', crumbs: [['Provider']] },
  component: lazyRouteComponent(() => import('../provider/provider-home-page.tsx'), 'ProviderHomePage'),
});
const providerNodes = createRoute({
  getParentRoute: () => frame,
  path: '/provider/nodes',
  validateSearch: readNodesSearch,
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Nodes']] },
  component: lazyRouteComponent(() => import('../provider/provider-nodes-page.tsx'), 'ProviderNodesPage'),
});
const providerNode = createRoute({
  getParentRoute: () => frame,
  path: '/provider/nodes/$id',
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Nodes', '/provider/nodes'], ['Node']] },
  component: lazyRouteComponent(() => import('../provider/provider-node-page.tsx'), 'ProviderNodePage'),
});
/** For everybody: whoever has no role yet asks for it here. */
const providerApply = createRoute({
  getParentRoute: () => frame,
  path: '/provider/apply',
  staticData: { crumbs: [['Offer nodes']] },
  component: lazyRouteComponent(() => import('../provider/apply-page.tsx'), 'ApplyPage'),
});

const earnings = createRoute({
  getParentRoute: () => frame,
  path: '/provider/earnings',
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Earnings']] },
  validateSearch: withSort(readEarningsSearch),
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

/** For operators and invited people too: what they may do the pages say themselves. */
const ownAlliances = createRoute({
  getParentRoute: () => frame,
  path: '/provider/alliances',
  staticData: { crumbs: [['Alliances', '/alliances'], ['Yours']] },
  component: lazyRouteComponent(() => import('../alliances/own-alliances-page.tsx'), 'OwnAlliancesPage'),
});
const proposeAlliance = createRoute({
  getParentRoute: () => frame,
  path: '/provider/alliances/new',
  staticData: { crumbs: [['Your alliances', '/provider/alliances'], ['Propose']] },
  component: lazyRouteComponent(() => import('../alliances/propose-page.tsx'), 'ProposePage'),
});
const ownAlliance = createRoute({
  getParentRoute: () => frame,
  path: '/provider/alliances/$slug',
  staticData: { crumbs: [['Your alliances', '/provider/alliances'], ['Alliance']] },
  validateSearch: readEarningsSearch,
  component: lazyRouteComponent(() => import('../alliances/own-alliance-page.tsx'), 'OwnAlliancePage'),
});
const allianceOverview = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/',
  component: lazyRouteComponent(() => import('../alliances/overview-tab.tsx'), 'OverviewTab'),
});
const allianceMembers = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/members',
  component: lazyRouteComponent(() => import('../alliances/members-tab.tsx'), 'MembersTab'),
});
const allianceNodes = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/nodes',
  component: lazyRouteComponent(() => import('../alliances/nodes-tab.tsx'), 'NodesTab'),
});
const allianceVotes = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/votes',
  component: lazyRouteComponent(() => import('../alliances/votes-tab.tsx'), 'VotesTab'),
});
const allianceAgreements = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/agreements',
  component: lazyRouteComponent(() => import('../alliances/agreements-tab.tsx'), 'AgreementsTab'),
});
const allianceEarnings = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/earnings',
  component: lazyRouteComponent(() => import('../alliances/earnings-tab.tsx'), 'EarningsTab'),
});
const allianceUptime = createRoute({
  getParentRoute: () => ownAlliance,
  path: '/uptime',
  component: lazyRouteComponent(() => import('../alliances/uptime-tab.tsx'), 'UptimeTab'),
});

export const providerRoutes = [
  provider,
  providerNodes,
  providerNode,
  providerApply,
  providerMaintenance,
  earnings.addChildren([earningsNodes, earningsStatement, earningsPayouts]),

  ownAlliances,
  proposeAlliance,
  ownAlliance.addChildren([
    allianceOverview,
    allianceMembers,
    allianceNodes,
    allianceVotes,
    allianceAgreements,
    allianceEarnings,
    allianceUptime,
  ]),
] as const;
