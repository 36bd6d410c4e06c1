import type { Ledger } from '../ledger/ledger.ts';
import { defaultTftPerUsdc, priceCounter, quotedAtCounter, quoteMarket } from './quotes.ts';

export interface Market {
  /** Units of 1e-7 TFT for one USDC in the middle of the market. */
  readonly tftPerUsdc: bigint;
  setPrice(tftPerUsdc: bigint): void;
  /** Moves the price so that one USDC buys `percent` less TFT. */
  jump(percent: number): void;
}

/** How long the market maker leaves its quotes as trades have left them. */
const requoteSeconds = 600;

/** The market maker: sets its price when told, and refills its offers and the pool when it has not for ten minutes. */
export function openMarket(ledger: Ledger): Market {
  const counter = (name: string) => ledger.view().get('counter', name)?.value;
  const price = () => counter(priceCounter) ?? defaultTftPerUsdc;
  const setPrice = (tftPerUsdc: bigint) => {
    ledger.close((view) => quoteMarket(view, tftPerUsdc, ledger.latest.closeSeconds));
  };
  ledger.onClose(() => {
    const quotedAt = Number(counter(quotedAtCounter) ?? 0n);
    if (ledger.latest.closeSeconds >= quotedAt + requoteSeconds) setPrice(price());
  });
  return {
    get tftPerUsdc() {
      return price();
    },
    setPrice,
    jump(percent) {
      const hundredths = BigInt(Math.round(percent * 100));
      setPrice((price() * (10_000n - hundredths)) / 10_000n);
    },
  };
}
