import type { ChainCall } from './calls.ts';
import { acceptTerms, createTwin } from './calls.ts';
import type { Tfchain } from './chain-client.ts';
import { SigningRefused } from './errors.ts';
import type { SubmissionState } from './outcome.ts';

export interface EnsureTwinOptions {
  /** Host name of the relay that carries the twin's messages, such as `relay.grid.tf`. */
  relay: string;
  /** Where the grid's terms stand, and a hash of the text that was accepted (at most 50 characters). */
  terms: { link: string; hash: string };
  /** Real time for the whole. */
  deadlineMs: number;
}

/** The account pays fees or is refused something: no twin was made. */
export class TwinNotCreated extends Error {
  readonly code = 'twin_not_created';
  readonly outcome: SubmissionState;

  constructor(step: string, outcome: SubmissionState) {
    const why = outcome.kind === 'included' && !outcome.result.ok ? outcome.result.error : outcome.kind;
    super(`${step} did not succeed: ${why}`);
    this.name = 'TwinNotCreated';
    this.outcome = outcome;
  }
}

/**
 * The twin of our account; on a first start it accepts the terms and creates the twin. Safe to repeat at any point: each
 * step looks at finalized storage first. Runs before anything else signs with this account.
 * @returns the twin's id.
 */
export async function ensureTwin(tfchain: Tfchain, options: EnsureTwinOptions): Promise<number> {
  const { signer } = tfchain;
  if (signer === undefined) throw new SigningRefused('no signing key is configured');
  const existing = await tfchain.twinIdOf(signer.address);
  if (existing !== undefined) return existing;

  if (!(await tfchain.hasAcceptedTerms(signer.address))) {
    await carryOut('accepting the terms', acceptTerms(options.terms.link, options.terms.hash));
  }
  await carryOut('creating the twin', createTwin(options.relay, signer.encryptionPublicKey));
  const created = await tfchain.twinIdOf(signer.address);
  if (created === undefined) throw new TwinNotCreated('creating the twin', { kind: 'pending' });
  return created;

  async function carryOut(step: string, call: ChainCall): Promise<void> {
    const { nonce } = await tfchain.account(signer?.address ?? '');
    const signed = await tfchain.sign(call, { nonce });
    const outcome = await sendUntilDecided(tfchain, signed, options.deadlineMs);
    if (outcome.kind !== 'included' || !outcome.result.ok) throw new TwinNotCreated(step, outcome);
  }
}

/** Sends the same bytes again with each finalized block until they are included or dead, or the time is over (`pending`). */
async function sendUntilDecided(
  tfchain: Tfchain,
  signed: { bytes: Uint8Array; hash: string; nonce: number; eraBlock: number; validUntilBlock: number },
  deadlineMs: number,
): Promise<SubmissionState> {
  const endsAt = performance.now() + deadlineMs;
  let block = signed.eraBlock;
  for (;;) {
    await tfchain.send(signed.bytes);
    const remainingMs = endsAt - performance.now();
    if (remainingMs <= 0) return { kind: 'pending' };
    block = (await tfchain.finalizedAfter(block, remainingMs)).number;
    const state = await tfchain.judge(signed);
    if (state.kind !== 'pending') return state;
  }
}
