import type { TreasuryStep, TreasuryTransfer } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

export const transferStatuses = [
  'quoting',
  'swapping',
  'swapped',
  'depositing',
  'crossing',
  'burning',
  'paying_out',
  'completed',
  'refunded',
  'failed',
  'unclear',
] as const satisfies readonly TreasuryTransfer['status'][];

const statuses: Record<TreasuryTransfer['status'], Status> = {
  quoting: { family: 'busy', shape: 'arc', word: 'Taking a quote' },
  swapping: { family: 'busy', shape: 'arc', word: 'Exchanging' },
  swapped: { family: 'busy', shape: 'arc', word: 'On Stellar' },
  depositing: { family: 'busy', shape: 'arc', word: 'Paying the bridge' },
  crossing: { family: 'busy', shape: 'arc', word: 'In transit' },
  burning: { family: 'busy', shape: 'arc', word: 'Leaving the chain' },
  paying_out: { family: 'busy', shape: 'arc', word: 'In transit back' },
  completed: { family: 'ok', shape: 'disc', word: 'Completed' },
  refunded: { family: 'warn', shape: 'triangle', word: 'Returned' },
  failed: { family: 'bad', shape: 'octagon', word: 'Failed' },
  unclear: { family: 'bad', shape: 'octagon', word: 'Unclear' },
};
export const transferStatus = (status: TreasuryTransfer['status']): Status => statuses[status];

/** The same of one transfer: what waits for a person says so. */
export const statusOf = ({ status, awaitingSignature }: TreasuryTransfer): Status =>
  awaitingSignature ? { family: 'warn', shape: 'triangle', word: 'Waits for a signature' } : statuses[status];

export const transferKinds = ['funding', 'deposit', 'withdrawal'] as const;
const kinds: Record<TreasuryTransfer['kind'], string> = {
  funding: 'USDC to TFT',
  deposit: 'Stellar to chain',
  withdrawal: 'Chain to Stellar',
};
export const transferKind = (kind: TreasuryTransfer['kind']): string => kinds[kind];

interface StepWords {
  name: string;
  /** What happens in it. */
  about: string;
}

const steps: Record<TreasuryStep['kind'], StepWords> = {
  swap: {
    name: 'Exchange on Stellar',
    about:
      'One transaction pays USDC and receives TFT on the same account, or does nothing. What counts is its own result, not the quote.',
  },
  deposit: {
    name: 'Payment to the bridge',
    about: 'A second transaction with exactly one payment, its memo naming the twin on the chain.',
  },
  mint: {
    name: 'Arrival on the chain',
    about: 'The bridge mints the amount less its fee; it is found by the hash of the payment.',
  },
  burn: { name: 'Burn on the chain', about: 'The TFT leave the account on the chain; the bridge keeps its fee.' },
  payout: { name: 'Payout on Stellar', about: 'The bridge pays the rest to the account on Stellar.' },
};
export const stepWords = (kind: TreasuryStep['kind']): StepWords => steps[kind];

const codes: Record<string, string> = {
  op_under_dest_min: 'The price moved past the limit.',
  op_over_source_max: 'The price moved past the limit.',
  op_too_few_offers: 'Nobody offered enough.',
  tx_bad_seq: 'Its number was used by another transaction.',
  expired: 'Stellar did not take it in time.',
};

/** Words for a result code; anything else is a sentence already. */
export const stepNote = (note: string | null): string | undefined =>
  note === null ? undefined : (codes[note] ?? (/^(op|tx)_/.test(note) ? `Stellar refused it (${note}).` : note));
