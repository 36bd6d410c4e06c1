interface AssetTextProps {
  amount: string;
  asset: string;
  /** A plus before what came in. */
  signed?: '+' | '−';
  /** All seven decimals: where it must hold to the unit. */
  exact?: boolean;
}

/** Two decimals to read, all seven in the tooltip; the unit may go to the next line. */
export function AssetText({ amount, asset, signed, exact }: AssetTextProps) {
  return (
    <span className="figures" title={`${amount} ${asset}`}>
      <span className="whitespace-nowrap">{`${signed ?? ''}${exact ? grouped(amount) : formatAsset(amount)}`}</span>
      <span className="font-normal text-text-2">{` ${asset}`}</span>
    </span>
  );
}

/** `1,234.50`; what is there but rounds to nothing is `< 0.01`. */
export function formatAsset(amount: string): string {
  const number = new Intl.NumberFormat(undefined, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const tiny = /^0\.00[0-4]/.test(amount) && /[1-9]/.test(amount);
  return tiny ? `< ${number.format(0.01)}` : number.format(amount as `${number}`);
}

const grouped = (amount: string): string =>
  new Intl.NumberFormat(undefined, { minimumFractionDigits: 7, maximumFractionDigits: 7 }).format(
    amount as `${number}`,
  );
