import { createRouter } from '@tanstack/react-router';
import { cloudRoutes } from './routes/cloud-routes.tsx';
import { operatorRoutes } from './routes/operator-routes.tsx';
import { providerRoutes } from './routes/provider-routes.tsx';
import { publicRoutes } from './routes/public-routes.tsx';
import { frame, root } from './routes/root.tsx';

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

const tree = root.addChildren([
  ...publicRoutes,
  frame.addChildren([...cloudRoutes, ...providerRoutes, ...operatorRoutes]),
]);

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true });
