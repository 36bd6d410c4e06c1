import type { Asset } from '../money/index.ts';
import { type SystemKind, system } from './account.ts';
import type { Entry, Transfer, TreasuryTransferKind } from './transfer.ts';

/** What can lie on Stellar. */
export type StellarAsset = 'XLM' | 'USDC' | 'TFT';

interface Happening {
  /** Names the thing for ever: an account, a lot, a movement, a transfer. */
  id: string;
  eventAtMs: number;
}

/** Funds that were on Stellar before the books began; what they had cost in dollars is an estimate. */
export const openingTransfer = (
  opening: Happening & { asset: StellarAsset; units: bigint; costUnits: bigint },
): Transfer =>
  treasury('treasury_opening', `treasury-opening:${opening.id}:${opening.asset}`, 'Balance before the books', opening, [
    [system('treasury_stellar', opening.asset), -opening.units],
    ...(opening.asset === 'XLM'
      ? [line('treasury_opening', 'XLM', opening.units)]
      : [
          line('fx', opening.asset, opening.units),
          line('fx', 'USD', -opening.costUnits),
          line('treasury_opening', 'USD', opening.costUnits),
        ]),
  ]);

/** Bought with dollars; `from` says whether it is still to arrive or has come already without anybody saying why. */
export const purchaseTransfer = (
  lot: Happening & {
    asset: StellarAsset;
    units: bigint;
    costUnits: bigint;
    from: 'treasury_arriving' | 'treasury_suspense';
  },
): Transfer =>
  treasury('treasury_purchase', `treasury-purchase:${lot.id}`, `${lot.asset} bought`, lot, [
    line('bank', 'USD', lot.costUnits),
    line('fx', 'USD', -lot.costUnits),
    line('fx', lot.asset, lot.units),
    line(lot.from, lot.asset, -lot.units),
  ]);

/** What was bought is seen on Stellar. */
export const arrivalTransfer = (lot: Happening & { asset: StellarAsset; units: bigint }): Transfer =>
  treasury('treasury_arrival', `treasury-arrival:${lot.id}`, `${lot.asset} arrived`, lot, [
    line('treasury_arriving', lot.asset, lot.units),
    line('treasury_stellar', lot.asset, -lot.units),
  ]);

/** A movement that nobody here started: positive came in, negative went out. */
export const unexplainedTransfer = (movement: Happening & { asset: StellarAsset; units: bigint }): Transfer =>
  treasury('treasury_unexplained', `treasury-movement:${movement.id}`, 'Unexplained movement', movement, [
    line('treasury_stellar', movement.asset, -movement.units),
    line('treasury_suspense', movement.asset, movement.units),
  ]);

/** What went out unexplained was sold or taken for so many dollars; the difference to its cost is won or lost. */
export const saleTransfer = (
  sale: Happening & { asset: StellarAsset; units: bigint; costUnits: bigint; proceedsUnits: bigint },
): Transfer =>
  treasury('treasury_sale', `treasury-sale:${sale.id}`, `${sale.asset} given away`, sale, [
    line('treasury_suspense', sale.asset, sale.units),
    line('fx', sale.asset, -sale.units),
    line('bank', 'USD', -sale.proceedsUnits),
    line('fx', 'USD', sale.costUnits),
    line('exchange_result', 'USD', sale.proceedsUnits - sale.costUnits),
  ]);

export interface SwapFacts extends Happening {
  spentUnits: bigint;
  deliveredUnits: bigint;
  /** Stellar's fee, in units of XLM. */
  feeUnits: bigint;
  /** Dollars that the USDC had cost. */
  costUnits: bigint;
  /** Dollars that the TFT is worth at the chain's price. */
  valueUnits: bigint;
  /** Dollars by which the transaction was better (positive) or worse than its quote. */
  slippageUnits: bigint;
}

/** USDC became TFT, as the transaction's own result says. */
export const swapTransfer = (swap: SwapFacts): Transfer =>
  treasury('treasury_swap', `treasury-swap:${swap.id}`, 'USDC exchanged for TFT', swap, [
    line('treasury_stellar', 'USDC', swap.spentUnits),
    line('fx', 'USDC', -swap.spentUnits),
    line('fx', 'TFT', swap.deliveredUnits),
    line('treasury_stellar', 'TFT', -swap.deliveredUnits),
    line('fx', 'USD', swap.costUnits - swap.valueUnits),
    line('slippage', 'USD', swap.slippageUnits),
    line('exchange_result', 'USD', swap.valueUnits - swap.costUnits - swap.slippageUnits),
    ...networkFee(swap.feeUnits),
  ]);

/** A transaction that failed in a ledger costs its fee all the same. */
export const networkFeeTransfer = (fee: Happening & { feeUnits: bigint }): Transfer =>
  treasury('network_fee', `network-fee:${fee.id}`, 'Fee of a transaction that failed', fee, networkFee(fee.feeUnits));

export interface CrossingFacts extends Happening {
  units: bigint;
  feeUnits: bigint;
}

/** TFT went to the bridge's vault; `feeUnits` is Stellar's, in XLM. */
export const bridgeDepositTransfer = (deposit: CrossingFacts): Transfer =>
  treasury('bridge_deposit', `bridge-deposit:${deposit.id}`, 'TFT sent to the bridge', deposit, [
    line('treasury_stellar', 'TFT', deposit.units),
    line('bridge_in_transit', 'TFT', -deposit.units),
    ...networkFee(deposit.feeUnits),
  ]);

/** The bridge minted it on the chain, less `feeUnits` of TFT that it keeps. */
export const bridgeMintTransfer = (mint: CrossingFacts): Transfer =>
  treasury('bridge_mint', `bridge-mint:${mint.id}`, 'TFT arrived on the chain', mint, arriving(mint));

/** The bridge gave it back on Stellar. */
export const bridgeRefundTransfer = (refund: Happening & { units: bigint }): Transfer =>
  treasury('bridge_refund', `bridge-refund:${refund.id}`, 'TFT returned by the bridge', refund, [
    line('bridge_in_transit', 'TFT', refund.units),
    line('treasury_stellar', 'TFT', -refund.units),
  ]);

/** TFT was burnt on the chain for Stellar: the bridge keeps `feeUnits` of it, the chain takes `chainFeeUnits` on top. */
export const bridgeBurnTransfer = (burn: CrossingFacts & { chainFeeUnits: bigint }): Transfer =>
  treasury('bridge_burn', `bridge-burn:${burn.id}`, 'TFT burnt for Stellar', burn, [
    line('treasury_tft', 'TFT', burn.units + burn.chainFeeUnits),
    line('chain_fees', 'TFT', -burn.chainFeeUnits),
    line('bridge_fees', 'TFT', -burn.feeUnits),
    line('bridge_in_transit', 'TFT', burn.feeUnits - burn.units),
  ]);

/** A call that the chain refused costs its fee all the same. */
export const refusedBurnTransfer = (burn: Happening & { chainFeeUnits: bigint }): Transfer =>
  treasury('bridge_burn', `bridge-burn:${burn.id}`, 'Fee of a call that the chain refused', burn, [
    line('treasury_tft', 'TFT', burn.chainFeeUnits),
    line('chain_fees', 'TFT', -burn.chainFeeUnits),
  ]);

/** The bridge paid out on Stellar what was burnt. */
export const bridgePayoutTransfer = (payout: Happening & { units: bigint }): Transfer =>
  treasury('bridge_payout', `bridge-payout:${payout.id}`, 'TFT paid out by the bridge', payout, [
    line('bridge_in_transit', 'TFT', payout.units),
    line('treasury_stellar', 'TFT', -payout.units),
  ]);

/** The bridge could not pay out and minted it back, for another fee. */
export const bridgeReturnTransfer = (back: CrossingFacts): Transfer =>
  treasury('bridge_return', `bridge-return:${back.id}`, 'TFT returned to the chain', back, arriving(back));

const arriving = ({ units, feeUnits }: CrossingFacts): Line[] => [
  line('bridge_in_transit', 'TFT', units),
  line('bridge_fees', 'TFT', -feeUnits),
  line('treasury_tft', 'TFT', feeUnits - units),
];

const networkFee = (feeUnits: bigint): Line[] => [
  line('treasury_stellar', 'XLM', feeUnits),
  line('network_fees', 'XLM', -feeUnits),
];

type Line = readonly [account: Entry['account'], units: bigint];

const line = (kind: SystemKind, asset: Asset, units: bigint): Line => [system(kind, asset), units];

/** Lines that move nothing are left out. */
function treasury(
  kind: TreasuryTransferKind,
  idempotencyKey: string,
  description: string,
  { id, eventAtMs }: Happening,
  lines: Line[],
): Transfer {
  const entries = lines.flatMap(([account, units]) => (units === 0n ? [] : [{ account, units }]));
  return { kind, idempotencyKey, eventAtMs, description, floor: 'may-owe', details: { treasury: id }, entries };
}
