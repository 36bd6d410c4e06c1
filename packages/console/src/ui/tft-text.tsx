/** TFT of a decimal text: two decimals to read, all seven in the tooltip; the unit may go to the next line. */
export function TftText({ amount }: { amount: string }) {
  return (
    <span className="figures" title={`${amount} TFT`}>
      <span className="whitespace-nowrap">{formatTft(amount).replace(/ TFT$/, '')}</span>
      <span className="font-normal text-text-2"> TFT</span>
    </span>
  );
}

/** `39,000.00 TFT`; what is there but rounds to nothing is `< 0.01 TFT`. */
export function formatTft(amount: string, locale?: string): string {
  const number = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const tiny = /^0\.00[0-4]/.test(amount) && /[1-9]/.test(amount);
  return tiny ? `< ${number.format(0.01)} TFT` : `${number.format(amount as `${number}`)} TFT`;
}
