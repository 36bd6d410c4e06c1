import type { RuntimeCodecs } from './codecs.ts';
import type { KeysOf, StorageItem, ValueOf } from './storage-items.ts';
import type { DispatchError, EventRecord, Ss58 } from './values.ts';

/** Who stands behind a call. An authority is the block's author, the council or the bridge: it pays no fee. */
export interface Origin {
  account: Ss58;
  authority: boolean;
}

/** Reads typed values; the best block and a block in the making both offer it. */
export interface StorageReader {
  get<Item extends StorageItem>(item: Item, ...keys: KeysOf<Item>): ValueOf<Item>;
  has<Item extends StorageItem>(item: Item, ...keys: KeysOf<Item>): boolean;
}

/** A block in the making: what calls read, write and announce. */
export interface Execution extends StorageReader {
  readonly blockNumber: number;
  readonly nowSeconds: bigint;
  set<Item extends StorageItem>(item: Item, keys: KeysOf<Item>, value: NonNullable<ValueOf<Item>>): void;
  remove<Item extends StorageItem>(item: Item, ...keys: KeysOf<Item>): void;
  emit(pallet: string, name: string, value?: unknown): void;
  /** Runs all or nothing: when `run` throws, its writes and events are undone and the error goes on. */
  atomically<Result>(run: () => Result): Result;
  /** Block-local notes outside metadata that are kept with the state, by name. */
  note(name: string): string | undefined;
  setNote(name: string, value: string | null): void;
}

export interface BlockExecution extends Execution {
  /** New value or null (deleted) per storage key. */
  readonly writes: ReadonlyMap<string, string | null>;
  readonly events: readonly EventRecord[];
  phase: EventRecord['phase'];
}

/** A call that the chain refuses; clients see it as the dispatch error of an included transaction. */
export class DispatchFailure extends Error {
  readonly dispatchError: DispatchError;

  constructor(dispatchError: DispatchError) {
    super(dispatchErrorName(dispatchError));
    this.name = 'DispatchFailure';
    this.dispatchError = dispatchError;
  }
}

/** The three bytes after a pallet error's index. */
const padding = '0x000000';

export function moduleError(pallet: string, name: string): DispatchFailure {
  return new DispatchFailure({ type: 'Module', value: { type: pallet, value: { type: name, value: padding } } });
}

export const tokenError = (name: string) =>
  new DispatchFailure({ type: 'Token', value: { type: name, value: undefined } });
export const badOrigin = () => new DispatchFailure({ type: 'BadOrigin', value: undefined });

export function createExecution(options: {
  codecs: RuntimeCodecs;
  parent: (storageKey: string) => string | undefined;
  blockNumber: number;
  nowSeconds: bigint;
}): BlockExecution {
  const { codecs, parent } = options;
  const writes = new Map<string, string | null>();
  const events: EventRecord[] = [];
  const journal: { key: string; before: string | null | undefined }[] = [];

  const read = (key: string): string | undefined => {
    const own = writes.get(key);
    return own === undefined ? parent(key) : (own ?? undefined);
  };
  const write = (key: string, value: string | null) => {
    journal.push({ key, before: writes.get(key) });
    writes.set(key, value);
  };
  const undoTo = (mark: number) => {
    for (const { key, before } of journal.splice(mark).reverse()) {
      if (before === undefined) writes.delete(key);
      else writes.set(key, before);
    }
  };

  const execution: BlockExecution = {
    blockNumber: options.blockNumber,
    nowSeconds: options.nowSeconds,
    writes,
    events,
    phase: { type: 'Initialization', value: undefined },
    get(item, ...keys) {
      const key = codecs.storageKey(item, ...keys);
      return codecs.decode(item, key, read(key));
    },
    has: (item, ...keys) => read(codecs.storageKey(item, ...keys)) !== undefined,
    set: (item, keys, value) => write(codecs.storageKey(item, ...keys), codecs.encode(item, value)),
    remove: (item, ...keys) => write(codecs.storageKey(item, ...keys), null),
    emit(pallet, name, value) {
      events.push({ phase: execution.phase, event: { type: pallet, value: { type: name, value } }, topics: [] });
    },
    atomically(run) {
      const mark = journal.length;
      const eventMark = events.length;
      try {
        return run();
      } catch (error) {
        undoTo(mark);
        events.length = eventMark;
        throw error;
      }
    },
    note: (name) => read(noteKey(name)),
    setNote: (name, value) => write(noteKey(name), value),
  };
  return execution;
}

// A well-known key like `:code`, outside every pallet's prefix.
const noteKey = (name: string) => `0x${Buffer.from(`:sandbox:${name}`).toString('hex')}`;

function dispatchErrorName(error: DispatchError): string {
  if (error.type === 'Module') return error.value.value.type;
  return error.value === undefined ? error.type : error.value.type;
}
