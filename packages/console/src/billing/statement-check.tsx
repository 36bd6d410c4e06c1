import type { TransactionPage } from '@marketplace/contract';
import { dollars, formatMoney, sum, toUnits } from '../ui/money.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { useBalance } from './use-balance.ts';

/** Adds the lines up again, here in the browser, and says whether they match. */
export function StatementCheck({ page, whole }: { page: TransactionPage; whole: boolean }) {
  const balance = useBalance().data;
  const lines = sum(page.items.map((line) => line.amount));
  const matches = toUnits(page.opening.amount) + toUnits(lines.amount) === toUnits(page.closing.amount);
  const available = balance && formatMoney(balance.available);
  return (
    <p className="flex flex-wrap items-center gap-x-6 gap-y-1 px-4 text-small text-text-2">
      {whole && (
        <span className="flex items-center gap-2">
          <StatusMark family={matches ? 'ok' : 'bad'} shape={matches ? 'disc' : 'octagon'} />
          {matches
            ? `Opening ${formatMoney(page.opening, 'ledger')} and all lines make closing ${formatMoney(page.closing, 'ledger')}.`
            : `The lines differ from closing by ${difference(page, lines.amount)}. Write to support.`}
        </span>
      )}
      {balance && toUnits(balance.held.amount) > 0n && (
        <span className="figures">{`Held for orders in progress ${formatMoney(balance.held)}, available ${available}.`}</span>
      )}
    </p>
  );
}

function difference(page: TransactionPage, lines: string): string {
  return formatMoney(dollars(toUnits(page.closing.amount) - toUnits(page.opening.amount) - toUnits(lines)), 'exact');
}
