import { Link } from '@tanstack/react-router';
import markUrl from '../theme/mark.svg';
import { cx } from '../ui/cx.ts';
import { useBrand } from './use-brand.ts';

export function Brand({ markOnly }: { markOnly?: boolean }) {
  const { title, logoUrl } = useBrand();
  return (
    <Link to="/" className="flex min-w-0 items-center gap-2 rounded-control font-semibold" aria-label={title || 'Home'}>
      {title === '' ? (
        <span className="size-6 shrink-0" />
      ) : (
        <img
          src={logoUrl ?? markUrl}
          alt=""
          className={cx('h-6 shrink-0 object-contain', logoUrl && !markOnly ? 'max-w-32' : 'w-6')}
        />
      )}
      {!markOnly && <span className="truncate">{title}</span>}
    </Link>
  );
}
