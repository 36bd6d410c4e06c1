import { Link, type LinkProps } from '@tanstack/react-router';

interface PageTabsProps {
  /** What the tabs are parts of, for screen readers. */
  label: string;
  tabs: readonly (readonly [name: string, to: LinkProps['to']])[];
}

/** Parts of one subject as pages of their own: tabs are links. */
export function PageTabs({ label, tabs }: PageTabsProps) {
  return (
    <nav aria-label={label} className="-mt-1 overflow-x-auto border-b border-line">
      <ul className="flex gap-5">
        {tabs.map(([name, to]) => (
          <li key={name}>
            <Link
              to={to}
              activeOptions={{ exact: true, includeSearch: false }}
              className="-mb-px flex h-9 items-center border-b-2 border-transparent text-text-2 hover:text-text focus-visible:outline-offset-[-2px] aria-[current=page]:border-accent-mark aria-[current=page]:font-medium aria-[current=page]:text-text pointer-coarse:h-11"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
