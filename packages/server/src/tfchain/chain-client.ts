import { type BillingBlock, billingBlock } from './bills.ts';
import { type FinalizedBlock, finalizedBlock } from './blocks.ts';
import type { ChainCall } from './calls.ts';
import { type BlockRef, type ChainConnection, type ChainNetwork, connectToChain } from './connection.ts';
import { withDeadline } from './deadline.ts';
import { SigningRefused } from './errors.ts';
import type { SendOutcome, SubmissionState } from './outcome.ts';
import { type ChainReads, chainReads, itemsOf } from './reads.ts';
import type { RuntimeShape } from './shape.ts';
import { checkEraPeriod, defaultEraPeriod, type SignedExtrinsic, type SignOptions, signCall } from './signed-bytes.ts';
import type { TwinSigner } from './signer.ts';
import { judgeSubmission, type SubmissionRef, sendExtrinsic } from './submissions.ts';

/**
 * TFChain for the rest of the product: reads at finalized blocks, and writes in the three steps that survive a crash:
 * sign (store the bytes), send (any number of times), judge (at finalized blocks). It connects at the first question and
 * stays connected; every failure of the outside is a ChainUnavailable or ChainAnswerInvalid with its cause.
 */
export interface Tfchain extends ChainReads {
  readonly signer?: TwinSigner;
  finalizedHead(): Promise<BlockRef>;
  /** Throws HistoryGone when the node no longer keeps that block. */
  finalizedBlock(number: number): Promise<FinalizedBlock>;
  /** Which chain answers. Tells of a runtime upgrade by its version. */
  network(): Promise<ChainNetwork>;
  /** The bills in one finalized block. Throws HistoryGone as well. */
  billingBlock(number: number): Promise<BillingBlock>;
  /** The runtime that the chain runs now. */
  specVersion(): Promise<number>;
  /** Whether this version may sign on this runtime, with a sentence per difference if not. */
  signing(): Promise<{ canSign: true } | { canSign: false; reasons: string[] }>;
  /** Throws SigningRefused without a key or on an unknown runtime; nothing is sent. */
  sign(call: ChainCall, options: SignOptions): Promise<SignedExtrinsic>;
  /** Answers within `deadlineMs` and never throws for what the pool says. */
  send(bytes: Uint8Array): Promise<SendOutcome>;
  judge(submission: SubmissionRef): Promise<SubmissionState>;
  /** Resolves with the first finalized head above `number`. */
  finalizedAfter(number: number, deadlineMs: number): Promise<BlockRef>;
  close(): Promise<void>;
}

export interface TfchainOptions {
  url: string | string[];
  /** Without it the client only reads. */
  signer?: TwinSigner;
  /** Real time for one question or one sending; default 15 s. */
  deadlineMs?: number;
  /** Only tests pass another table. */
  shape?: RuntimeShape;
}

export function createTfchain(options: TfchainOptions): Tfchain {
  const { signer, deadlineMs = 15_000 } = options;
  let connecting: Promise<ChainConnection> | undefined;

  const connected = (): Promise<ChainConnection> => {
    connecting ??= connectToChain({ url: options.url, deadlineMs, shape: options.shape }).catch((error) => {
      connecting = undefined;
      throw error;
    });
    return connecting;
  };
  const ask = async <T>(doing: string, work: (connection: ChainConnection) => Promise<T>): Promise<T> => {
    const connection = await connected();
    return withDeadline(doing, deadlineMs, () => work(connection));
  };
  const keyed = (): TwinSigner => {
    if (signer === undefined) throw new SigningRefused('no signing key is configured');
    return signer;
  };

  return {
    ...chainReads((item, read) => ask(`reading ${item}`, (connection) => itemsOf(connection)(item, read))),
    signer,
    finalizedHead: () => ask('reading the finalized head', (connection) => connection.finalizedHead()),
    finalizedBlock: (number) => ask(`reading block ${number}`, (connection) => finalizedBlock(connection, number)),
    network: () => ask('reading the name of the chain', (connection) => connection.network()),
    billingBlock: (number) =>
      ask(`reading the bills of block ${number}`, (connection) =>
        billingBlock(connection, chainReads(itemsOf(connection)), number),
      ),
    specVersion: () =>
      ask('reading the runtime', async ({ api }) => (await api.constants.System.Version()).spec_version),
    async signing() {
      if (signer === undefined) return { canSign: false, reasons: ['no signing key is configured'] };
      const reasons = await ask('comparing the runtime', (connection) => connection.differences());
      return reasons.length === 0 ? { canSign: true } : { canSign: false, reasons: [...reasons] };
    },
    sign: async (call, signOptions) => {
      const key = keyed();
      checkEraPeriod(signOptions.eraPeriod ?? defaultEraPeriod);
      return ask(`signing ${call.name}`, (connection) => signCall(connection, key, call, signOptions));
    },
    async send(bytes) {
      try {
        return await sendExtrinsic(await connected(), bytes, deadlineMs);
      } catch (error) {
        return { kind: 'unknown', cause: error instanceof Error ? error : new Error(String(error)) };
      }
    },
    judge: async (submission) => {
      const { address } = keyed();
      return ask('looking for an extrinsic', (connection) =>
        judgeSubmission(connection, chainReads(itemsOf(connection)), address, submission),
      );
    },
    async finalizedAfter(number, waitMs) {
      const connection = await connected();
      return withDeadline(`waiting for block ${number + 1}`, waitMs, (signal) => headAfter(connection, number, signal));
    },
    async close() {
      const open = connecting;
      connecting = undefined;
      (await open?.catch(() => undefined))?.close();
    },
  };
}

function headAfter({ client }: ChainConnection, number: number, signal: AbortSignal): Promise<BlockRef> {
  return new Promise((resolve, reject) => {
    const subscription = client.finalizedBlock$.subscribe({
      next(block) {
        if (block.number <= number) return;
        resolve({ number: block.number, hash: block.hash });
        // The first value may arrive before `subscribe` has returned.
        queueMicrotask(() => subscription.unsubscribe());
      },
      error: reject,
    });
    signal.addEventListener('abort', () => subscription.unsubscribe());
  });
}
