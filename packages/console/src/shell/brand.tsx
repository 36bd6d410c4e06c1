import { Link } from '@tanstack/react-router';
import { useConfig } from '../api/use-config.ts';
import markUrl from '../theme/mark.svg';

export function Brand({ markOnly }: { markOnly?: boolean }) {
  const name = useConfig().data?.brandName ?? 'Cloud Marketplace';
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2 rounded-control font-semibold" aria-label={name}>
      <img src={markUrl} alt="" className="size-6 shrink-0" />
      {!markOnly && <span className="truncate">{name}</span>}
    </Link>
  );
}
