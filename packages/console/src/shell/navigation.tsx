import { Link, useLocation } from '@tanstack/react-router';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Gauge from 'lucide-react/icons/gauge';
import Globe from 'lucide-react/icons/globe';
import KeyRound from 'lucide-react/icons/key-round';
import LayoutDashboard from 'lucide-react/icons/layout-dashboard';
import Server from 'lucide-react/icons/server';
import Users from 'lucide-react/icons/users';
import Wallet from 'lucide-react/icons/wallet';
import { useRole } from '../session/use-profile.ts';
import { cx } from '../ui/cx.ts';

type Icon = typeof Gauge;
type Item = readonly [label: string, to: string, icon: Icon];

const cloud: readonly Item[] = [
  ['Overview', '/overview', LayoutDashboard],
  ['Deployments', '/deployments', Server],
  ['Nodes', '/nodes', Globe],
  ['SSH keys', '/ssh-keys', KeyRound],
];
const billing: readonly Item[] = [
  ['Balance', '/balance', Wallet],
  ['Statement', '/statement', ClipboardList],
];
const operator: readonly Item[] = [
  ['Overview', '/operator', Gauge],
  ['Users', '/operator/users', Users],
  ['Deployments', '/operator/deployments', Server],
];

/** Where one can go. `rail`: icons alone, names in tooltips, on screens of 768 to 1279 px. */
export function Navigation({ rail, onLeave }: { rail?: boolean; onLeave?: () => void }) {
  const isOperator = useRole('cloud-operator') === true;
  const inOperator = useLocation({ select: (place) => place.pathname.startsWith('/operator') });
  return (
    <nav aria-label="Main" className="grid gap-4 p-2 xl:p-3">
      {isOperator && <AreaSwitch rail={rail} operator={inOperator} onLeave={onLeave} />}
      {inOperator ? (
        <Section items={operator} rail={rail} onLeave={onLeave} />
      ) : (
        <>
          <Section items={cloud} rail={rail} onLeave={onLeave} />
          <Section title="Billing" items={billing} rail={rail} onLeave={onLeave} />
        </>
      )}
    </nav>
  );
}

interface PartProps {
  rail: boolean | undefined;
  onLeave: (() => void) | undefined;
}

function Section({ title, items, rail, onLeave }: PartProps & { title?: string; items: readonly Item[] }) {
  return (
    <div>
      {title && (
        <p
          className={cx(
            'mb-1 px-2.5 text-micro text-text-3',
            rail && 'md:max-xl:border-t md:max-xl:border-line md:max-xl:text-[0px] md:max-xl:leading-none',
          )}
        >
          {title}
        </p>
      )}
      <ul className="grid gap-0.5">
        {items.map(([label, to, Icon]) => (
          <li key={to}>
            <Link
              to={to}
              title={rail ? label : undefined}
              activeOptions={{ exact: to === '/operator' }}
              onClick={onLeave}
              className="flex min-h-9 items-center gap-2.5 rounded-control px-2.5 text-text-2 hover:bg-hover hover:text-text aria-[current=page]:bg-sunken aria-[current=page]:font-medium aria-[current=page]:text-text pointer-coarse:min-h-11"
            >
              <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden="true" />
              <span className={cx(rail && 'md:max-xl:sr-only')}>{label}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  );
}

function AreaSwitch({ rail, operator: inOperator, onLeave }: PartProps & { operator: boolean }) {
  const areas = [
    ['Cloud', '/overview', !inOperator],
    ['Operator', '/operator', inOperator],
  ] as const;
  return (
    <ul aria-label="Area" className={cx('flex rounded-control bg-sunken p-0.5', rail && 'md:max-xl:flex-col')}>
      {areas.map(([label, to, chosen]) => (
        <li key={to} className="flex-1">
          <Link
            to={to}
            activeProps={{}}
            aria-current={chosen ? 'true' : undefined}
            title={rail ? label : undefined}
            onClick={onLeave}
            className={cx(
              'flex min-h-7 items-center justify-center rounded-badge px-2 text-small pointer-coarse:min-h-10',
              chosen ? 'border border-line bg-surface font-medium' : 'text-text-2 hover:text-text',
            )}
          >
            <span className={cx(rail && 'md:max-xl:hidden')}>{label}</span>
            <span aria-hidden="true" className={cx('hidden', rail && 'md:max-xl:inline')}>
              {label.slice(0, 2)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
