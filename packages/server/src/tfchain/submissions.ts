import { blockEvents, blockExtrinsics, blockHash, resultOf } from './blocks.ts';
import type { BlockRef, ChainConnection } from './connection.ts';
import { HistoryGone } from './errors.ts';
import { readEvent } from './events.ts';
import { nodeErrorOf } from './node-error.ts';
import { poolRejection, type SendOutcome, type SubmissionState } from './outcome.ts';
import type { ChainReads } from './reads.ts';

/** Sends bytes to the pool once. Sending the same bytes again is always safe: they can be included only once. */
export async function sendExtrinsic(
  { client }: Pick<ChainConnection, 'client'>,
  bytes: Uint8Array,
  deadlineMs: number,
): Promise<SendOutcome> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SendOutcome>((resolve) => {
    const cause = new Error(`the pool did not answer within ${deadlineMs} ms`);
    timer = setTimeout(() => resolve({ kind: 'unknown', cause }), deadlineMs);
  });
  const sent = client
    ._request('author_submitExtrinsic', [`0x${Buffer.from(bytes).toString('hex')}`])
    .then((): SendOutcome => ({ kind: 'accepted' }), sendingFailure);
  try {
    return await Promise.race([sent, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What identifies signed bytes once they are stored. */
export interface SubmissionRef {
  hash: string;
  nonce: number;
  /** From SignedExtrinsic: the search starts in the block after it. */
  eraBlock: number;
  validUntilBlock: number;
}

/**
 * Judges one submission at the finalized head. As long as the account's nonce is not beyond the submission's, it is in no
 * block, so that waiting costs one storage read; only then its era is searched.
 */
export async function judgeSubmission(
  connection: ChainConnection,
  reads: ChainReads,
  signerAddress: string,
  submission: SubmissionRef,
): Promise<SubmissionState> {
  const head = await connection.finalizedHead();
  const { nonce } = await reads.account(signerAddress, { at: head.hash });
  if (nonce <= submission.nonce) {
    return head.number >= submission.validUntilBlock ? { kind: 'dead', why: 'era_ended' } : { kind: 'pending' };
  }
  try {
    const to = Math.min(head.number, submission.validUntilBlock);
    const found = await findExtrinsic(connection, submission.hash, submission.eraBlock + 1, to);
    return found === undefined
      ? { kind: 'dead', why: 'nonce_used' }
      : await included(connection, found.block, found.index);
  } catch (error) {
    if (error instanceof HistoryGone) return { kind: 'history_gone' };
    throw error;
  }
}

/** Blocks asked for at once: an era is searched within a question's deadline also over a slow line. */
const blocksAtOnce = 8;

async function findExtrinsic(
  connection: ChainConnection,
  extrinsic: string,
  from: number,
  to: number,
): Promise<{ block: BlockRef; index: number } | undefined> {
  for (let start = from; start <= to; start += blocksAtOnce) {
    const numbers = Array.from({ length: Math.min(blocksAtOnce, to - start + 1) }, (_, offset) => start + offset);
    const searched = await Promise.all(
      numbers.map(async (number) => {
        const hash = await blockHash(connection, number);
        return { block: { number, hash }, index: (await blockExtrinsics(connection, hash)).indexOf(extrinsic) };
      }),
    );
    const found = searched.find(({ index }) => index >= 0);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function included(
  connection: ChainConnection,
  block: BlockRef,
  extrinsicIndex: number,
): Promise<SubmissionState> {
  const records = await blockEvents(connection, block.hash);
  const events = records.filter((record) => record.extrinsicIndex === extrinsicIndex).map(readEvent);
  const fee = events.find((event) => event.kind === 'fee_paid');
  return {
    kind: 'included',
    blockNumber: block.number,
    blockHash: block.hash,
    extrinsicIndex,
    result: resultOf(extrinsicIndex, records),
    events,
    feeUnits: fee?.kind === 'fee_paid' ? fee.feeUnits : 0n,
  };
}

function sendingFailure(error: unknown): SendOutcome {
  const answered = nodeErrorOf(error);
  if (answered?.code !== undefined) return poolRejection(answered.code, answered.message);
  return { kind: 'unknown', cause: error instanceof Error ? error : new Error(String(error)) };
}
