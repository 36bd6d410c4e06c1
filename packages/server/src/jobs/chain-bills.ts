import { billingPriceMusd, farmerPart, usdForTft } from '@marketplace/core/payouts';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import type { Logger } from '../log.ts';
import {
  beginScan,
  type FoundBill,
  type FoundContract,
  listScans,
  noteTried,
  type ScanRow,
  saveBlocks,
  splitScan,
} from '../postgres/chain-bills.ts';
import { readFact, saveFact } from '../postgres/chain-facts.ts';
import { enqueue } from '../postgres/jobs.ts';
import type { Store } from '../postgres/store.ts';
import { type BillingBlock, type ChainBill, HistoryGone, type Tfchain } from '../tfchain/index.ts';

export interface ChainBillParts {
  store: Store;
  chain: Tfchain;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Blocks asked for at the same time, and kept together. */
const AT_ONCE = 16;
/** Real time after which the rest is left to the next job. */
const DEADLINE_MS = 8000;
/** A gap is looked at again now and then: the address of the node may have changed to one that keeps all blocks. */
const GAP_AGAIN_MS = 3_600_000;

export const requestScan = ({ store }: { store: Store }): Promise<void> =>
  enqueue(store.db, 'chain.bills', {}, { key: 'chain.bills', queue: 'chain-bills', maxAttempts: 3 });

/**
 * Reads every finalized block once, in order, and keeps the bills of our contracts. However long the marketplace was away,
 * it goes on where it was; what the node has forgotten meanwhile is kept as a gap, named and tried again.
 */
export async function scanBills(parts: ChainBillParts): Promise<void> {
  const { store, chain, clock } = parts;
  const endMs = clock.machine().getTime() + DEADLINE_MS;
  const head = (await chain.finalizedHead()).number;
  await saveFact(store.db, 'runtime', { specVersion: await chain.specVersion() }, clock.now());
  await beginScan(store.db, head, clock.now());
  for (const scan of await listScans(store.db)) {
    const done = scan.untilBlock === null ? await follow(parts, scan, head, endMs) : await fillGap(parts, scan, endMs);
    if (!done) return requestScan(parts);
  }
}

/** False when time ran out before the head was reached. */
async function follow(parts: ChainBillParts, scan: ScanRow, head: number, endMs: number): Promise<boolean> {
  try {
    return await readTo(parts, scan, head, endMs);
  } catch (error) {
    const [here] = (await listScans(parts.store.db)).filter(({ id }) => id === scan.id);
    if (!(error instanceof HistoryGone) || !here || Number(here.nextBlock) >= head) throw error;
    await skipForgotten(parts, here, head);
    return false;
  }
}

async function fillGap(parts: ChainBillParts, scan: ScanRow, endMs: number): Promise<boolean> {
  const now = parts.clock.now();
  if (scan.triedAt && now.getTime() - scan.triedAt.getTime() < GAP_AGAIN_MS) return true;
  await noteTried(parts.store.db, scan, now);
  try {
    return await readTo(parts, scan, Number(scan.untilBlock), endMs);
  } catch (error) {
    if (!(error instanceof HistoryGone)) throw error;
    return true;
  }
}

async function readTo(parts: ChainBillParts, scan: ScanRow, last: number, endMs: number): Promise<boolean> {
  const { store, chain, clock } = parts;
  const twinId = (await readFact(store.db, 'operator_account'))?.value.twinId;
  for (let at = scan; Number(at.nextBlock) <= last; ) {
    if (clock.machine().getTime() > endMs) return false;
    const first = Number(at.nextBlock);
    const count = Math.min(AT_ONCE, last - first + 1);
    const blocks = await Promise.all(Array.from({ length: count }, (_, step) => chain.billingBlock(first + step)));
    const nextBlock = BigInt(first + count);
    const found = {
      nextBlock,
      contracts: blocks.flatMap((block) => contractsOf(block, twinId ?? undefined)),
      bills: blocks.flatMap(billsOf),
    };
    const current = at;
    const kept = await store.transaction((tx) => saveBlocks(tx, current, found, clock.now()));
    if (!kept) return true;
    at = { ...at, nextBlock };
  }
  return true;
}

/** The oldest block that the node still keeps, found by halving; those before it become a gap. */
async function skipForgotten({ store, chain, clock, newId, log }: ChainBillParts, scan: ScanRow, head: number) {
  let gone = Number(scan.nextBlock);
  let kept = head;
  while (kept - gone > 1) {
    const middle = Math.floor((gone + kept) / 2);
    const readable = await chain.billingBlock(middle).then(
      () => true,
      (error: unknown) => {
        if (error instanceof HistoryGone) return false;
        throw error;
      },
    );
    if (readable) kept = middle;
    else gone = middle;
  }
  log.warn({ from: Number(scan.nextBlock), until: kept - 1 }, 'the chain has forgotten blocks before they were read');
  await store.transaction((tx) => splitScan(tx, scan, { readable: kept, now: clock.now(), newId }));
}

const contractsOf = ({ number, created }: BillingBlock, twinId: number | undefined): FoundContract[] =>
  created
    .filter((contract) => contract.twinId === twinId)
    .map(({ contractId, nodeId }) => ({ contractId, nodeId, block: number }));

function billsOf({ number, bills, facts }: BillingBlock): FoundBill[] {
  if (!facts) return [];
  const { at, specVersion, price } = facts;
  const priceMusd = billingPriceMusd(price);
  return bills.map((bill) => {
    const farmerUnits = farmerPart(bill.amountUnits, specVersion) + extraOf(bill);
    return {
      block: number,
      eventIndex: bill.eventIndex,
      at,
      contractId: bill.contractId,
      kind: bill.kind,
      discountLevel: bill.kind === 'billed' ? bill.discountLevel : null,
      amountUnits: bill.amountUnits + extraOf(bill),
      farmerUnits,
      specVersion,
      priceMusd,
      farmerUsdUnits: usdForTft(farmerUnits, priceMusd),
    };
  });
}

/** The extra fee of a dedicated node is the farmer's alone; only the payment names it apart. */
const extraOf = (bill: ChainBill): bigint => (bill.kind === 'distributed' ? bill.additionalUnits : 0n);
