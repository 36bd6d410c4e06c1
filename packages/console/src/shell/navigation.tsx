import { Link, useLocation } from '@tanstack/react-router';
import { useProfile } from '../session/use-profile.ts';
import { cx } from '../ui/cx.ts';
import { type Area, areaOf, areas, type Item } from './areas.ts';

/** Where one can go. `rail`: icons alone, names in tooltips, on screens of 768 to 1279 px. */
export function Navigation({ rail, onLeave }: { rail?: boolean; onLeave?: () => void }) {
  const roles = useProfile().data?.roles ?? [];
  const named = useLocation({ select: (place) => areaOf(place.pathname) });
  const open = areas.filter(({ role }) => role === undefined || roles.includes(role));
  // A page for everybody may lie below an area that is not open to them: they stay in theirs.
  const here = open.includes(named) ? named : (open[0] ?? named);
  return (
    <nav aria-label="Main" className="grid gap-4 p-2 xl:p-3">
      {open.length > 1 && <AreaSwitch rail={rail} open={open} here={here} onLeave={onLeave} />}
      {here.sections.map(({ title, items }) => (
        <Section key={title ?? here.name} title={title} items={items} home={here.home} rail={rail} onLeave={onLeave} />
      ))}
    </nav>
  );
}

interface PartProps {
  rail: boolean | undefined;
  onLeave: (() => void) | undefined;
}

interface SectionProps extends PartProps {
  title: string | undefined;
  items: readonly Item[];
  home: string;
}

function Section({ title, items, home, rail, onLeave }: SectionProps) {
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
              activeOptions={{ exact: to === home }}
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

interface AreaSwitchProps extends PartProps {
  open: readonly Area[];
  here: Area;
}

function AreaSwitch({ rail, open, here, onLeave }: AreaSwitchProps) {
  return (
    <ul aria-label="Area" className={cx('flex rounded-control bg-sunken p-0.5', rail && 'md:max-xl:flex-col')}>
      {open.map((area) => (
        <li key={area.name} className="flex-1">
          <Link
            to={area.home}
            activeProps={{}}
            aria-current={area === here ? 'true' : undefined}
            title={rail ? area.name : undefined}
            onClick={onLeave}
            className={cx(
              'flex min-h-7 items-center justify-center rounded-badge px-2 text-small pointer-coarse:min-h-10',
              area === here ? 'border border-line bg-surface font-medium' : 'text-text-2 hover:text-text',
            )}
          >
            <span className={cx(rail && 'md:max-xl:hidden')}>{area.name}</span>
            <span aria-hidden="true" className={cx('hidden', rail && 'md:max-xl:inline')}>
              {area.name.slice(0, 2)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
