import { Link } from '@tanstack/react-router';
import { SupportLink } from './support-link.tsx';
import { useBrand } from './use-brand.ts';

const texts = [
  ['Terms', 'terms'],
  ['Privacy', 'privacy'],
  ['Service level', 'sla_user'],
] as const;
const linkClass = 'rounded-badge hover:text-text hover:underline';

/** Whose marketplace it is, its legal texts and where to ask: in the same place on every page. */
export function Foot() {
  const { title } = useBrand();
  return (
    <footer className="border-t border-line max-lg:[main:has([data-bottom-bar])+&]:pb-40">
      <div className="mx-auto flex max-w-[1320px] flex-wrap items-baseline gap-x-6 gap-y-2 px-4 py-5 text-small text-text-3 md:px-6">
        <span>{title}</span>
        {texts.map(([label, kind]) => (
          <Link key={kind} to="/legal/$kind" params={{ kind }} className={linkClass}>
            {label}
          </Link>
        ))}
        <Link to="/docs" className={linkClass}>
          API reference
        </Link>
        <SupportLink className={linkClass} />
        <span className="ms-auto max-sm:ms-0">Prices in US dollars; a month is 720 hours.</span>
      </div>
    </footer>
  );
}
