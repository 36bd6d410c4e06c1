import { z } from 'zod';
import type { BlockRef, ChainConnection } from './connection.ts';
import { ChainAnswerInvalid, HistoryGone } from './errors.ts';
import { type ChainEvent, type EventRecord, eventRecordsSchema, readEvent } from './events.ts';
import { nodeErrorOf } from './node-error.ts';
import { type DispatchResult, dispatchFailure } from './outcome.ts';
import { extrinsicHash } from './signed-bytes.ts';

/** One finalized block, read as far as we need it. */
export interface FinalizedBlock extends BlockRef {
  extrinsics: BlockExtrinsic[];
  /** Every event in order; `extrinsicIndex` says which extrinsic caused it. */
  events: { extrinsicIndex?: number; event: ChainEvent }[];
}

export interface BlockExtrinsic {
  index: number;
  hash: string;
  result: DispatchResult;
}

const hashSchema = z.string().regex(/^0x[0-9a-f]{64}$/);
const bodySchema = z.object({ block: z.object({ extrinsics: z.array(z.string().startsWith('0x')) }) });

/** Hash of the block with this number on the finalized chain; ask only for numbers up to the finalized head. */
export async function blockHash({ client }: Pick<ChainConnection, 'client'>, number: number): Promise<string> {
  const what = `block ${number}`;
  return parse(what, hashSchema, await kept(what, client._request<unknown>('chain_getBlockHash', [number])));
}

/** Hashes of the extrinsics of one block, in order: enough to see whether ours is in it. */
export async function blockExtrinsics({ client }: Pick<ChainConnection, 'client'>, hash: string): Promise<string[]> {
  const what = `the body of block ${hash}`;
  const { block } = parse(what, bodySchema, await kept(what, client._request<unknown>('chain_getBlock', [hash])));
  return block.extrinsics.map((hex) => extrinsicHash(Buffer.from(hex.slice(2), 'hex')));
}

export async function blockEvents({ api }: Pick<ChainConnection, 'api'>, hash: string): Promise<EventRecord[]> {
  const what = `the events of block ${hash}`;
  const answer = await kept(what, api.query.System?.Events?.getValue({ at: hash }));
  return parse(what, eventRecordsSchema, answer).map(({ phase, event }) => ({
    extrinsicIndex: phase.type === 'ApplyExtrinsic' ? phase.value : undefined,
    pallet: event.type,
    name: event.value.type,
    raw: event.value.value,
  }));
}

/**
 * Reads one block of the finalized chain. Throws HistoryGone when the node no longer keeps it: a node keeps the state of
 * some hundred blocks only.
 */
export async function finalizedBlock(
  connection: Pick<ChainConnection, 'client' | 'api'>,
  number: number,
): Promise<FinalizedBlock> {
  const hash = await blockHash(connection, number);
  const [hashes, records] = await Promise.all([blockExtrinsics(connection, hash), blockEvents(connection, hash)]);
  return {
    number,
    hash,
    extrinsics: hashes.map((each, index) => ({ index, hash: each, result: resultOf(index, records) })),
    events: records.map((record) => ({ extrinsicIndex: record.extrinsicIndex, event: readEvent(record) })),
  };
}

/** The last word about an extrinsic is its ExtrinsicSuccess or ExtrinsicFailed. */
export function resultOf(extrinsicIndex: number, records: EventRecord[]): DispatchResult {
  for (const { extrinsicIndex: index, pallet, name, raw } of records.toReversed()) {
    if (index !== extrinsicIndex || pallet !== 'System') continue;
    if (name === 'ExtrinsicSuccess') return { ok: true };
    if (name === 'ExtrinsicFailed') return dispatchFailure(failedSchema.parse(raw).dispatch_error);
  }
  throw new ChainAnswerInvalid(`result of extrinsic ${extrinsicIndex}`, new Error('no result event'));
}

const failedSchema = z.object({ dispatch_error: z.unknown() });

/** A node that has pruned something answers null or an error; a node that is away does neither. */
async function kept<T>(what: string, answer: Promise<T> | undefined): Promise<NonNullable<T>> {
  try {
    const given = await answer;
    if (given === null || given === undefined) throw new HistoryGone(what);
    return given;
  } catch (error) {
    if (nodeErrorOf(error) !== undefined && !(error instanceof HistoryGone)) throw new HistoryGone(what, error);
    throw error;
  }
}

function parse<T>(what: string, schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (!parsed.success) throw new ChainAnswerInvalid(what, parsed.error);
  return parsed.data;
}
