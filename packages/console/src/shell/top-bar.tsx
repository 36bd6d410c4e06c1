import { Link, useMatches } from '@tanstack/react-router';
import { BalanceChip } from '../billing/balance-chip.tsx';
import { useDeploymentName } from '../deployments/use-deployment.ts';
import { Bell } from '../notifications/bell.tsx';
import { NavigationDrawer } from './navigation-drawer.tsx';
import { UserMenu } from './user-menu.tsx';

export function TopBar() {
  return (
    <header className="sticky top-0 z-20 flex h-12 items-center gap-2 border-b border-line bg-canvas px-4 md:px-6">
      <NavigationDrawer />
      <Breadcrumbs />
      <div className="ms-auto flex shrink-0 items-center gap-2">
        <BalanceChip />
        <Bell />
        <UserMenu />
      </div>
    </header>
  );
}

function Breadcrumbs() {
  const matches = useMatches();
  const crumbs = matches.reduce<readonly (readonly [string, string?])[]>(
    (found, { staticData }) => staticData.crumbs ?? found,
    [],
  );
  const id = matches.find((match) => match.routeId === '/console/deployments/$id')?.params as
    | { id?: string }
    | undefined;
  const name = useDeploymentName(id?.id);
  // One step is the page's own title: it is not said twice.
  if (crumbs.length < 2) return null;
  return (
    <nav aria-label="Path" className="min-w-0 text-small text-text-2">
      <ol className="flex min-w-0 items-center gap-1.5">
        {crumbs.map(([label, to], at) => {
          const last = at === crumbs.length - 1;
          return (
            <li
              key={label}
              className={last ? 'truncate text-text' : 'shrink-0 max-sm:hidden'}
              aria-current={last ? 'page' : undefined}
            >
              {to ? (
                <Link to={to} className="rounded-badge hover:text-text hover:underline">
                  {label}
                </Link>
              ) : (
                (last && name) || label
              )}
              {!last && <span className="ms-1.5 text-text-3">/</span>}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
