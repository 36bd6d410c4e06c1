import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { readMaintenanceSearch } from '../maintenance/scope.ts';
import { frame } from './root.tsx';

const providerMaintenance = createRoute({
  getParentRoute: () => frame,
  path: '/provider/maintenance',
  staticData: { access: 'cloud-provider', crumbs: [['Provider', '/provider'], ['Maintenance']] },
  validateSearch: readMaintenanceSearch,
  component: lazyRouteComponent(() => import('../maintenance/maintenance-page.tsx'), 'ProviderMaintenancePage'),
});

export const providerRoutes = [providerMaintenance] as const;
