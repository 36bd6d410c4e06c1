import type { ReactNode, TdHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import { NarrowSort, type SortHead } from './narrow-sort.tsx';

export interface Column extends SortHead {
  numeric?: boolean;
  /** Left out below 1024 px. */
  wideOnly?: boolean;
}

/** A table without vertical rules; the caption is for screen readers. Give `narrow` for the same rows below 768 px. */
export function Table({ caption, columns, narrow, children }: TableProps) {
  return (
    <>
      <div className={cx('overflow-x-auto', narrow !== undefined && 'max-md:hidden')}>
        <table className="w-full border-collapse text-start">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr>
              {columns.map((column, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns are a fixed list
                <HeadCell key={at} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {narrow !== undefined && <NarrowSort columns={columns} />}
      {narrow !== undefined && (
        <ul aria-label={caption} className="md:hidden">
          {narrow}
        </ul>
      )}
    </>
  );
}

interface TableProps {
  caption: string;
  columns: readonly Column[];
  narrow?: ReactNode;
  children: ReactNode;
}

export function Row({ selected, dimmed, children, ...rest }: RowProps) {
  return (
    <tr
      {...rest}
      aria-selected={selected}
      className={cx(
        'h-10 border-t border-line',
        selected ? 'bg-accent-tint' : 'hover:bg-hover',
        dimmed && 'text-text-3',
        rest.onClick && 'cursor-pointer',
      )}
    >
      {children}
    </tr>
  );
}

interface RowProps {
  selected?: boolean | undefined;
  dimmed?: boolean;
  onClick?: () => void;
  onMouseEnter?: () => void;
  onMouseLeave?: () => void;
  children: ReactNode;
}

interface CellProps extends TdHTMLAttributes<HTMLTableCellElement> {
  numeric?: boolean;
  wideOnly?: boolean;
  /** Names the row. */
  head?: boolean;
}

export function Cell({ numeric, wideOnly, head, className, ...rest }: CellProps) {
  const Tag = head ? 'th' : 'td';
  return (
    <Tag
      {...rest}
      scope={head ? 'row' : undefined}
      className={cx(
        'px-3 py-1.5 first:ps-4 last:pe-4',
        numeric ? 'figures text-end whitespace-nowrap' : 'text-start',
        head && 'font-medium',
        wideOnly && 'max-lg:hidden',
        className,
      )}
    />
  );
}

/** Two lines per row on a small screen: name and money, then status and age. */
export function NarrowRow({ first, amount, second, age }: NarrowRowProps) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-4 gap-y-1 border-t border-line px-4 py-2.5">
      <div className="min-w-0 font-medium">{first}</div>
      <div className="text-end">{amount}</div>
      <div className="min-w-0 text-small text-text-2">{second}</div>
      <div className="text-end text-small text-text-3">{age}</div>
    </li>
  );
}

interface NarrowRowProps {
  first: ReactNode;
  amount?: ReactNode;
  second?: ReactNode;
  age?: ReactNode;
}

function HeadCell({ column }: { column: Column }) {
  const { name, numeric, wideOnly, sort, onSort } = column;
  return (
    <th
      scope="col"
      aria-sort={onSort ? (sort ?? 'none') : undefined}
      className={cx(
        'h-8 whitespace-nowrap px-3 text-micro text-text-3 first:ps-4 last:pe-4',
        numeric ? 'text-end' : 'text-start',
        wideOnly && 'max-lg:hidden',
      )}
    >
      {onSort ? (
        <button type="button" onClick={onSort} className="relative rounded-badge hover:text-text">
          {name}
          <span
            aria-hidden="true"
            className={cx('absolute -end-2.5 text-text', (!sort || sort === 'none') && 'invisible')}
          >
            {sort === 'descending' ? '↓' : '↑'}
          </span>
        </button>
      ) : (
        name
      )}
    </th>
  );
}
