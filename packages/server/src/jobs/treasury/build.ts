import { maxOf, minOf } from '@marketplace/core/money';
import { billingPriceMusd } from '@marketplace/core/payouts';
import { isRefusal } from '@marketplace/core/refusal';
import { bridgeMemo, judgeQuote, type SwapOrder, type SwapTerms, smallOrder } from '@marketplace/core/treasury';
import { readFact } from '../../postgres/chain-facts.ts';
import { type NewStellarSubmission, storeSubmission, submissionsOf } from '../../postgres/stellar-submissions.ts';
import { freeOfLots } from '../../postgres/treasury-funds.ts';
import { lockTransfer, moveTransfer, type TransferRow } from '../../postgres/treasury-transfers.ts';
import { type BuiltEnvelope, depositEnvelope, swapEnvelope } from '../../stellar/index.ts';
import type { Treasury } from '../../treasury.ts';
import { failTransfer } from './fail.ts';
import type { TreasuryJobParts } from './parts.ts';

/** Stellar takes it within seconds; a person who signs elsewhere needs longer. */
const LIFE_SECONDS = 120;
const LIFE_BY_HAND_SECONDS = 3600;
/** Bids for a place in a ledger, not prices: what is charged is usually the least. */
const LEAST_FEE_STROOPS = 1000n;
const MOST_FEE_STROOPS = 100_000n;

export type Built = 'again' | 'wait';

/** Takes a fresh quote and stores the transaction that follows from it, or says why nothing is exchanged. */
export async function buildSwap(parts: TreasuryJobParts, transfer: TransferRow): Promise<Built> {
  const { treasury } = parts;
  const terms = await freshTerms(parts, transfer);
  if (isRefusal(terms)) return failTransfer(parts, transfer, terms.message);
  const frame = await frameOf(treasury);
  if (frame === undefined) return failTransfer(parts, transfer, 'The account does not exist on Stellar.');
  const covered = await freeOfLots(parts.store.db, 'USDC');
  if (minOf(frame.usdcUnits, covered) < terms.sendUnits)
    return failTransfer(parts, transfer, 'The account has less USDC that is free and accounted for than this needs.');
  const envelope = await swapEnvelope(treasury.network, frame, terms);
  return store(parts, transfer, { purpose: 'swap', next: 'swapping', frame, envelope, terms: termsJson(terms) });
}

async function freshTerms({ store, treasury: { horizon, network } }: TreasuryJobParts, transfer: TransferRow) {
  const order: SwapOrder =
    transfer.spend_units !== null
      ? { mode: 'spend', units: transfer.spend_units }
      : { mode: 'obtain', units: transfer.obtain_units ?? 0n };
  return quoteSwap({ horizon, network }, order, {
    maxSlippageBps: transfer.max_slippage_bps ?? 0,
    price: await readFact(store.db, 'tft_price'),
  });
}

/** Asks Horizon for the full and for a small size, and judges what it says. */
export async function quoteSwap(
  { horizon, network }: Pick<Treasury, 'horizon' | 'network'>,
  order: SwapOrder,
  { maxSlippageBps, price }: { maxSlippageBps: number; price: Awaited<ReturnType<typeof readFact<'tft_price'>>> },
) {
  const assets = { send: network.usdc, receive: network.tft };
  const [paths, small] = await Promise.all([horizon.quote(order, assets), horizon.quote(smallOrder(order), assets)]);
  if (price === undefined) throw new Error('the chain’s price of TFT was not read yet');
  return judgeQuote({ order, paths, small: small[0], chainPriceMusd: billingPriceMusd(price.value), maxSlippageBps });
}

/** One payment of TFT to the bridge, named for the operator's twin. */
export async function buildDeposit(parts: TreasuryJobParts, transfer: TransferRow): Promise<Built> {
  const { store: database, treasury } = parts;
  const units = transfer.delivered_units ?? transfer.carry_units ?? 0n;
  const [twin, fees] = await Promise.all([readFact(database.db, 'hot_twin'), readFact(database.db, 'bridge_fees')]);
  if (!twin?.value.twinId || !fees) return 'wait';
  if (units <= BigInt(fees.value.depositUnits))
    return failTransfer(parts, transfer, 'The amount does not cover the fee of the bridge. The TFT stay on Stellar.');
  const frame = await frameOf(treasury);
  const covered = await freeOfLots(database.db, 'TFT');
  if (frame === undefined || minOf(frame.tftUnits, covered) < units)
    return failTransfer(parts, transfer, 'The account has less TFT on Stellar than this needs.');
  const memo = bridgeMemo(twin.value.twinId);
  const envelope = await depositEnvelope(treasury.network, frame, { units, memo });
  const terms = { units: String(units), memo, to: treasury.network.bridgeVault };
  return store(parts, transfer, { purpose: 'deposit', next: 'depositing', frame, envelope, terms });
}

interface Frame {
  account: string;
  sequence: bigint;
  feeStroops: bigint;
  maxTimeSeconds: number;
  usdcUnits: bigint;
  tftUnits: bigint;
}

/** The account as it stands, what to bid, and until when: by the network's own time. */
async function frameOf({ horizon, network, account, signer }: Treasury): Promise<Frame | undefined> {
  if (account === undefined) return undefined;
  const [found, fees, latest] = await Promise.all([horizon.account(account), horizon.fees(), horizon.latestLedger()]);
  if (found === undefined) return undefined;
  const free = (asset: string) => {
    const line = found.balances.find((each) => each.asset === asset);
    return line ? line.units - line.sellingUnits : 0n;
  };
  return {
    account,
    sequence: found.sequence,
    feeStroops: minOf(maxOf(maxOf(LEAST_FEE_STROOPS, fees.p90Stroops), fees.baseStroops), MOST_FEE_STROOPS),
    maxTimeSeconds: Math.floor(latest.closedAt.getTime() / 1000) + (signer ? LIFE_SECONDS : LIFE_BY_HAND_SECONDS),
    usdcUnits: free(network.usdc),
    tftUnits: free(network.tft),
  };
}

interface ToStore {
  purpose: NewStellarSubmission['purpose'];
  next: 'swapping' | 'depositing';
  frame: Frame;
  envelope: BuiltEnvelope;
  terms: Record<string, unknown>;
}

/** The signed bytes are in the database before anybody outside has seen them. */
async function store(parts: TreasuryJobParts, transfer: TransferRow, what: ToStore): Promise<Built> {
  const { store: database, clock, newId, treasury } = parts;
  const { purpose, next, frame, envelope, terms } = what;
  const signedXdr = await treasury.signer?.sign(envelope.xdr);
  return database.transaction(async (tx) => {
    const now = clock.now();
    const locked = await lockTransfer(tx, transfer.id);
    if (locked?.status !== transfer.status) return 'again';
    const earlier = (await submissionsOf(tx, [transfer.id])).filter((row) => row.purpose === purpose);
    const stored = await storeSubmission(tx, {
      id: newId(now),
      transferId: transfer.id,
      purpose,
      attempt: earlier.length + 1,
      account: frame.account,
      envelope,
      signedXdr,
      maxTime: new Date(frame.maxTimeSeconds * 1000),
      maxFeeStroops: frame.feeStroops,
      terms,
      now,
    });
    if (!stored) return 'wait';
    await moveTransfer(tx, transfer.id, next, { note: null }, now);
    return 'again';
  });
}

/** JSON carries no bigint. */
const termsJson = (terms: SwapTerms): Record<string, unknown> => ({
  ...terms,
  sendUnits: String(terms.sendUnits),
  receiveUnits: String(terms.receiveUnits),
  quotedSendUnits: String(terms.quotedSendUnits),
  quotedReceiveUnits: String(terms.quotedReceiveUnits),
});
