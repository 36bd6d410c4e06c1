import type { ChainBlock, ChainEvent } from '../access.ts';
import type { Chain } from '../blocks/chain.ts';
import { decodeSigned } from '../extrinsics/signed-extrinsic.ts';
import { fromHex } from '../runtime/codecs.ts';
import type { EventRecord } from '../runtime/values.ts';
import type { Block } from '../state/block.ts';

/** The newest blocks first, decoded for an explorer. */
export function recentBlocks(chain: Chain, limit: number): ChainBlock[] {
  return chain.state.recent(limit).map((block) => {
    const events = eventsOf(chain, block);
    return {
      number: block.number,
      hash: block.hash,
      timestampMs: block.timestampMs,
      extrinsics: block.extrinsics.map((hex, index) => ({ ...nameOf(chain, hex), ok: succeeded(events, index) })),
      events: events.map(({ event }) => ({ pallet: event.type, name: event.value.type, value: event.value.value })),
    };
  });
}

/** Tells its listeners of each event twice: when its block is made and when it is final. */
export function createEventFeed(chain: Chain): (listener: (event: ChainEvent) => void) => () => void {
  const listeners = new Set<(event: ChainEvent) => void>();
  // Between the two tellings, so that each block is decoded once.
  const untilFinal = new Map<string, EventRecord[]>();
  const tell = (block: Block, events: EventRecord[], finalized: boolean) => {
    for (const { event } of events) {
      const { type: name, value } = event.value;
      const told = { pallet: event.type, name, value, blockNumber: block.number, finalized };
      for (const listener of [...listeners]) listener(told);
    }
  };
  chain.onBest((block) => {
    const events = eventsOf(chain, block);
    untilFinal.set(block.hash, events);
    tell(block, events, false);
  });
  chain.onFinalized((block) => {
    tell(block, untilFinal.get(block.hash) ?? eventsOf(chain, block), true);
    untilFinal.delete(block.hash);
  });
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}

function eventsOf(chain: Chain, block: Block): EventRecord[] {
  const view = chain.state.at(block.hash);
  return view ? chain.storage(view).get('System.Events') : [];
}

function nameOf(chain: Chain, hex: string): { signer?: string; pallet: string; call: string } {
  const signed = decodeSigned(hex, chain.codecs);
  if (signed) return { signer: signed.account, pallet: signed.call.type, call: signed.call.value.type };
  // An unsigned transaction: compact length, one byte of version, call.
  const bytes = fromHex(hex);
  const prefixLength = [1, 2, 4][(bytes[0] ?? 0) & 3] ?? 5;
  const call = chain.codecs.call.dec(bytes.slice(prefixLength + 1));
  return { pallet: call.type, call: call.value.type };
}

function succeeded(events: EventRecord[], index: number): boolean {
  return events.some(
    ({ phase, event }) =>
      phase.type === 'ApplyExtrinsic' &&
      phase.value === index &&
      event.type === 'System' &&
      event.value.type === 'ExtrinsicSuccess',
  );
}
