import type { TreasuryStep, TreasuryTransfer, TreasuryTransferDetail } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import type { SubmissionRow } from '../../postgres/chain-submissions.ts';
import type { StellarSubmissionRow } from '../../postgres/stellar-submissions.ts';
import type { TransferRow } from '../../postgres/treasury-transfers.ts';
import type { Cell } from '../csv.ts';
import { amountOrNull, amountText } from './amounts.ts';

export interface TransferFacts {
  transfer: TransferRow;
  startedBy: string | null;
  submissions: StellarSubmissionRow[];
}

export function transferJson({ transfer: row, startedBy, submissions }: TransferFacts): TreasuryTransfer {
  return {
    id: row.id,
    kind: row.kind,
    origin: row.origin,
    startedBy: row.started_by && startedBy ? { id: row.started_by, email: startedBy } : null,
    reason: row.reason,
    status: row.status,
    awaitingSignature: submissions.some(({ status }) => status === 'unsigned'),
    note: row.note,
    spendUsdc: amountOrNull(row.spend_units),
    obtainTft: amountOrNull(row.obtain_units),
    carryTft: amountOrNull(row.carry_units),
    maxSlippageBps: row.max_slippage_bps,
    bridge: row.bridge,
    spentUsdc: amountOrNull(row.spent_units),
    deliveredTft: amountOrNull(row.delivered_units),
    depositedTft: amountOrNull(row.deposited_units),
    creditedTft: amountOrNull(row.credited_units),
    bridgeFeeTft: amountOrNull(row.bridge_fee_units),
    networkFeesXlm: amountText(submissions.reduce((sum, each) => sum + (each.fee_stroops ?? 0n), 0n)),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
  };
}

export interface DetailFacts extends TransferFacts {
  burn: SubmissionRow | undefined;
  passphrase: string;
}

export function transferDetailJson(facts: DetailFacts): TreasuryTransferDetail {
  const open = facts.submissions.find(({ status }) => status === 'unsigned');
  return {
    ...transferJson(facts),
    steps: facts.transfer.kind === 'withdrawal' ? withdrawalSteps(facts) : [...stellarSteps(facts), ...crossing(facts)],
    toSign: open
      ? {
          unsignedXdr: open.unsigned_xdr,
          hash: open.hash,
          passphrase: facts.passphrase,
          validUntil: open.max_time.toISOString(),
          summary: summaryOf(open),
        }
      : null,
  };
}

function summaryOf({ purpose, terms, account }: StellarSubmissionRow): string {
  const amount = (name: string) => formatUnits(BigInt(String(terms[name])));
  if (purpose === 'deposit')
    return `${account} pays ${amount('units')} TFT to ${terms.to} with the memo ${terms.memo}.`;
  return terms.mode === 'obtain'
    ? `${account} exchanges at most ${amount('sendUnits')} USDC for ${amount('receiveUnits')} TFT, to itself.`
    : `${account} exchanges ${amount('sendUnits')} USDC for at least ${amount('receiveUnits')} TFT, to itself.`;
}

const order: readonly TransferRow['status'][] = [
  'quoting',
  'swapping',
  'swapped',
  'depositing',
  'crossing',
  'completed',
];

/** A step without a transaction: what is still to come, or was never needed. */
const without = (kind: TreasuryStep['kind'], state: TreasuryStep['state']): TreasuryStep => ({
  kind,
  state,
  attempt: 1,
  network: kind === 'mint' || kind === 'burn' ? 'tfchain' : 'stellar',
  hash: null,
  ledger: null,
  sent: 0,
  at: null,
  note: null,
});

/** Each transaction that was made, and those that are still to come. */
function stellarSteps({ transfer, submissions }: DetailFacts): TreasuryStep[] {
  const wanted = [
    ...(transfer.kind === 'funding' ? (['swap'] as const) : []),
    ...(transfer.bridge ? (['deposit'] as const) : []),
  ];
  return wanted.flatMap((purpose): TreasuryStep[] => {
    const made = submissions.filter((each) => each.purpose === purpose).map(submissionStep);
    const done = made.some(({ state }) => state === 'done' || state === 'now');
    if (done) return made;
    const working: TransferRow['status'][] = purpose === 'swap' ? ['quoting', 'swapping'] : ['swapped', 'depositing'];
    const state = working.includes(transfer.status) ? 'now' : transfer.ended_at ? 'skipped' : 'next';
    return state === 'skipped' && made.length > 0 ? made : [...made, without(purpose, state)];
  });
}

function submissionStep(row: StellarSubmissionRow): TreasuryStep {
  const states = { unsigned: 'now', signed: 'now', succeeded: 'done', failed: 'failed', expired: 'failed' } as const;
  return {
    kind: row.purpose,
    state: states[row.status],
    attempt: row.attempt,
    network: 'stellar',
    hash: row.hash,
    ledger: row.ledger === null ? null : Number(row.ledger),
    sent: row.posts,
    at: row.updated_at.toISOString(),
    note: row.note ?? row.result_code ?? (row.status === 'expired' ? 'expired' : null),
  };
}

function crossing({ transfer, submissions }: DetailFacts): TreasuryStep[] {
  if (!transfer.bridge) return [];
  const deposit = submissions.find(({ purpose, status }) => purpose === 'deposit' && status === 'succeeded');
  const base = without('mint', 'next');
  if (transfer.status === 'completed')
    return [
      {
        ...base,
        state: 'done',
        hash: deposit?.hash ?? null,
        ledger: transfer.mint_block === null ? null : Number(transfer.mint_block),
        at: transfer.ended_at?.toISOString() ?? null,
      },
    ];
  if (transfer.status === 'refunded')
    return [
      {
        ...base,
        network: 'stellar',
        state: 'failed',
        hash: transfer.payout_hash,
        at: transfer.ended_at?.toISOString() ?? null,
        note: transfer.note,
      },
    ];
  if (transfer.status === 'crossing')
    return [{ ...base, state: 'now', hash: deposit?.hash ?? null, at: transfer.crossing_at?.toISOString() ?? null }];
  if (transfer.status === 'failed') return [without('mint', 'skipped')];
  return [{ ...base, state: order.includes(transfer.status) ? 'next' : 'failed', note: transfer.note }];
}

function withdrawalSteps({ transfer, burn }: DetailFacts): TreasuryStep[] {
  const burnt = transfer.deposited_units !== null;
  const ended = transfer.ended_at?.toISOString() ?? null;
  const first: TreasuryStep = {
    ...without('burn', burnt ? 'done' : transfer.status === 'burning' ? 'now' : 'failed'),
    hash: burn?.hash ?? null,
    ledger: burn?.included_block == null ? null : Number(burn.included_block),
    at: burn?.updated_at.toISOString() ?? null,
    note: burnt ? null : transfer.note,
  };
  const base = without('payout', 'next');
  if (transfer.status === 'completed')
    return [first, { ...base, state: 'done', hash: transfer.payout_hash, at: ended }];
  if (transfer.status === 'paying_out')
    return [first, { ...base, state: 'now', at: transfer.crossing_at?.toISOString() ?? null }];
  if (transfer.status === 'refunded') return [first, { ...base, state: 'failed', at: ended, note: transfer.note }];
  return [first, { ...base, state: transfer.ended_at ? 'skipped' : 'next' }];
}

export const transferColumns = [
  'id',
  'created_at',
  'kind',
  'origin',
  'status',
  'spent_usdc',
  'delivered_tft',
  'deposited_tft',
  'credited_tft',
  'bridge_fee_tft',
  'network_fees_xlm',
  'ended_at',
  'reason',
  'note',
];

export const transferCells = (facts: TransferFacts): Cell[] => {
  const item = transferJson(facts);
  return [
    item.id,
    item.createdAt,
    item.kind,
    item.origin,
    item.status,
    item.spentUsdc,
    item.deliveredTft,
    item.depositedTft,
    item.creditedTft,
    item.bridgeFeeTft,
    item.networkFeesXlm,
    item.endedAt,
    item.reason,
    item.note,
  ];
};
