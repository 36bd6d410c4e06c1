import { cx } from './cx.ts';
import { formatMoney, formatSigned, type MoneyStyle, type MoneyValue } from './money.ts';

interface MoneyTextProps {
  money: MoneyValue;
  style?: MoneyStyle;
  /** A plus before credits. */
  signed?: boolean;
  /** Such as hour or month. */
  per?: string;
  className?: string;
}

/** Money with digits that line up, its unit one tone lighter, all seven decimals in the tooltip. */
export function MoneyText({ money, style, signed, per, className }: MoneyTextProps) {
  const write = signed ? formatSigned : formatMoney;
  return (
    <span className={cx('figures whitespace-nowrap', className)} title={formatMoney(money, 'exact')}>
      {write(money, style ?? (per ? 'rate' : 'amount'))}
      {per && <span className="text-[0.875em] font-normal text-text-2">{` / ${per}`}</span>}
    </span>
  );
}
