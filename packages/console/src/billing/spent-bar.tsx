import { formatMoney, type MoneyValue, toUnits } from '../ui/money.ts';

/** How much of a limit is charged: words, and a bar of the same. */
export function SpentBar({ spent, limit }: { spent: MoneyValue; limit: MoneyValue }) {
  const share = Number((toUnits(spent.amount) * 1000n) / toUnits(limit.amount)) / 10;
  const fill = share >= 100 ? 'fill-bad-mark' : share >= 80 ? 'fill-warn-mark' : 'fill-accent-mark';
  const words = `${formatMoney(spent)} of ${formatMoney(limit)} charged, ${Math.floor(share)} %`;
  return (
    <div className="grid gap-1.5">
      <p className="figures">{words}</p>
      <svg aria-hidden="true" className="block h-2 w-full rounded-badge" preserveAspectRatio="none" viewBox="0 0 100 8">
        <rect width="100" height="8" className="fill-sunken" />
        <rect width={Math.min(100, share)} height="8" className={fill} />
      </svg>
    </div>
  );
}
