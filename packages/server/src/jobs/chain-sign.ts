import type { Clock } from '../clock.ts';
import type { Logger } from '../log.ts';
import {
  type ChainIntent,
  dropLease,
  type Lease,
  openSubmissions,
  requestSigning,
  type SubmissionRow,
  takeLease,
  updateSubmission,
} from '../postgres/chain-submissions.ts';
import { requestStep } from '../postgres/deployments.ts';
import { requestSettlement } from '../postgres/settle-payout.ts';
import type { Store } from '../postgres/store.ts';
import { requestAdvance } from '../postgres/treasury-transfers.ts';
import {
  type ChainCall,
  cancelContract,
  createNodeContract,
  type SubmissionState,
  swapToStellar,
  type Tfchain,
  transferKeepAlive,
  updateNodeContract,
} from '../tfchain/index.ts';

export interface ChainSignParts {
  store: Store;
  chain: Tfchain;
  clock: Clock;
  log: Logger;
  /** Names this process as the holder of the signer's lease. */
  holder: string;
}

const LEASE_MS = 10_000;
const BATCH = 50;
/** Payouts under way at the same time: the rest of the batch is free for contracts, however long the payout run is. */
const TRANSFERS_AT_ONCE = 20;
const ROUND_MS = 300;
const ROUNDS = 60;
/** Rounds between two sendings of the same bytes: the pool of a node forgets at a restart. */
const RESEND_ROUNDS = 10;

/**
 * The only writer to the chain: one job at a time, under a lease. It stores the signed bytes before it sends them, sends
 * only these again, and calls an outcome known only at finalized blocks. Ends when nothing is open, or goes on in a later job.
 */
export async function signSubmissions(parts: ChainSignParts): Promise<void> {
  const { store, clock, holder } = parts;
  const taken = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    const lease = await takeLease(store.db, holder, clock.machine(), LEASE_MS);
    if (!lease) return requestSigning(store.db, ROUND_MS * 4);
    const open = await openSubmissions(store.db, BATCH);
    if (open.length === 0) return dropLease(store.db, holder);
    for (const row of open)
      if (row.status === 'signed') await follow(parts, lease, row, { taken, again: round % RESEND_ROUNDS === 0 });
    for (const row of nextToSign(open)) await signAndSend(parts, lease, row, taken);
    await new Promise((resolve) => setTimeout(resolve, ROUND_MS));
  }
  await requestSigning(store.db);
}

function nextToSign(open: SubmissionRow[]): SubmissionRow[] {
  let transfers = open.filter(({ status, purpose }) => status === 'signed' && purpose === 'transfer').length;
  return open.filter(
    ({ status, purpose }) => status === 'queued' && (purpose !== 'transfer' || ++transfers <= TRANSFERS_AT_ONCE),
  );
}

/** `taken` are those whose last sending the pool took; the others are sent again in every round. */
async function follow(
  parts: ChainSignParts,
  lease: Lease,
  row: SubmissionRow,
  { taken, again }: { taken: Set<string>; again: boolean },
) {
  const state = await parts.chain.judge({
    hash: row.hash ?? '',
    nonce: Number(row.nonce),
    eraBlock: Number(row.birth_block),
    validUntilBlock: Number(row.last_valid_block),
  });
  if (state.kind === 'pending') {
    const bytes = row.signed_bytes;
    if (bytes && (again || !taken.has(row.id))) await send(parts, row.id, Buffer.from(bytes, 'hex'), taken);
    return;
  }
  await settle(parts, lease, row, state);
}

/** Writes the outcome and wakes what waits for it, in one transaction. */
async function settle(
  { store, clock, log }: ChainSignParts,
  lease: Lease,
  row: SubmissionRow,
  state: Exclude<SubmissionState, { kind: 'pending' }>,
) {
  await store.transaction(async (tx) => {
    const kept = await updateSubmission(tx, lease, row.id, outcomeOf(state), clock.now());
    if (kept && row.deployment_id) await requestStep(tx, row.deployment_id);
    if (kept && row.payout_id) await requestSettlement(tx, row.payout_id);
    if (kept && row.treasury_transfer_id) await requestAdvance(tx, row.treasury_transfer_id);
  });
  log.info({ submission: row.id, purpose: row.purpose, outcome: state.kind }, 'chain submission ended');
}

function outcomeOf(state: Exclude<SubmissionState, { kind: 'pending' }>) {
  if (state.kind !== 'included') {
    return { status: 'expired' as const, result: { why: state.kind === 'dead' ? state.why : 'history_gone' } };
  }
  const included_block = BigInt(state.blockNumber);
  const feeUnits = String(state.feeUnits);
  if (!state.result.ok) {
    return {
      status: 'refused' as const,
      included_block,
      result: { refusal: state.result.refusal, error: state.result.error, feeUnits },
    };
  }
  const created = state.events.find((event) => event.kind === 'contract_created');
  const burnt = state.events.find((event) => event.kind === 'burn_created');
  return {
    status: 'succeeded' as const,
    included_block,
    result: {
      feeUnits,
      ...(created?.kind === 'contract_created' ? { contractId: created.contract.contractId } : {}),
      ...(burnt?.kind === 'burn_created' ? { burnId: burnt.burnId, paidOutUnits: String(burnt.amountUnits) } : {}),
    },
  };
}

async function signAndSend(parts: ChainSignParts, lease: Lease, row: SubmissionRow, taken: Set<string>) {
  const { store, chain, clock } = parts;
  const signed = await chain.sign(callOf(row.call as ChainIntent), { nonce: await nextNonce(parts) });
  const kept = await updateSubmission(
    store.db,
    lease,
    row.id,
    {
      status: 'signed',
      nonce: BigInt(signed.nonce),
      signed_bytes: Buffer.from(signed.bytes).toString('hex'),
      hash: signed.hash,
      birth_block: BigInt(signed.eraBlock),
      last_valid_block: BigInt(signed.validUntilBlock),
    },
    clock.now(),
  );
  if (kept) await send(parts, row.id, signed.bytes, taken);
}

async function send({ chain, log }: ChainSignParts, id: string, bytes: Uint8Array, taken: Set<string>) {
  const outcome = await chain.send(bytes);
  if (outcome.kind === 'accepted' || outcome.kind === 'already_known') taken.add(id);
  else taken.delete(id);
  if (outcome.kind === 'rejected')
    log.warn({ submission: id, reason: outcome.reason }, 'the pool did not take an extrinsic');
}

/** Consecutive over what is signed and not final yet; the finalized account otherwise. */
async function nextNonce({ store, chain }: ChainSignParts): Promise<number> {
  const address = chain.signer?.address ?? '';
  const [{ nonce }, open] = await Promise.all([chain.account(address), openSubmissions(store.db, 1000)]);
  const used = open.flatMap((row) => (row.status === 'signed' && row.nonce !== null ? [Number(row.nonce) + 1] : []));
  return Math.max(nonce, ...used);
}

function callOf(intent: ChainIntent): ChainCall {
  if (intent.kind === 'cancel_contract') return cancelContract(intent.contractId);
  if (intent.kind === 'update_contract') return updateNodeContract(intent);
  if (intent.kind === 'swap_to_stellar') return swapToStellar(intent.to, BigInt(intent.amountUnits));
  if (intent.kind === 'transfer') return transferKeepAlive(intent.to, BigInt(intent.amountUnits));
  const { nodeId, hash, deploymentData, publicIps } = intent;
  return createNodeContract({ nodeId, hash, deploymentData, publicIps });
}
