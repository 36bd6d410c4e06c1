import type { MoneyValue } from '../ui/money.ts';
import { MoneyText } from '../ui/money-text.tsx';

/** What it was in as many days before. */
export function Before({ before }: { before: MoneyValue }) {
  return (
    <>
      <MoneyText money={before} /> in the period before
    </>
  );
}
