import type { OperatorOverview } from '@marketplace/contract';
import { Card } from '../ui/card.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import type { MoneyValue } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';
import { countWords } from '../ui/size.ts';
import { StatusBadge } from '../ui/status-badge.tsx';

interface LedgerCardProps {
  ledger: OperatorOverview['ledger'];
  topUps: MoneyValue;
  customerBalances: MoneyValue;
}

export function LedgerCard({ ledger, topUps, customerBalances }: LedgerCardProps) {
  const state = ledger.balanced
    ? ({ family: 'ok', shape: 'disc', word: 'Balanced' } as const)
    : ({ family: 'bad', shape: 'octagon', word: 'Does not sum to zero' } as const);
  return (
    <Card title="Ledger">
      <KeyValues
        facts={[
          ['State', <StatusBadge key="state" status={state} />],
          ['Transfers', countWords(ledger.transfers)],
          ['Top-ups in the period', <MoneyText key="top-ups" money={topUps} />],
          ['Customers hold now', <MoneyText key="balances" money={customerBalances} />],
        ]}
      />
    </Card>
  );
}
