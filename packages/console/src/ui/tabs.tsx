import { Link, type LinkProps } from '@tanstack/react-router';

interface TabsProps {
  label: string;
  tabs: readonly (readonly [name: string, to: LinkProps['to'], params?: Record<string, string>])[];
}

/** Tabs are links: they can be shared, and the back button works. They scroll sideways where there is no room. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav aria-label={label} className="-mt-1 overflow-x-auto border-b border-line">
      <ul className="flex gap-5">
        {tabs.map(([name, to, params]) => (
          <li key={name}>
            <Link
              to={to}
              params={params as never}
              activeOptions={{ exact: true, includeSearch: false }}
              className="-mb-px flex h-9 items-center whitespace-nowrap border-b-2 border-transparent text-text-2 hover:text-text focus-visible:outline-offset-[-2px] aria-[current=page]:border-accent-mark aria-[current=page]:font-medium aria-[current=page]:text-text pointer-coarse:h-11"
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
