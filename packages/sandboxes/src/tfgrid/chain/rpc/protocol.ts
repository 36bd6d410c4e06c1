import type { Chain } from '../blocks/chain.ts';
import type { FaultQueue } from '../faults.ts';
import type { StateView } from '../state/chain-state.ts';

/** An error that goes to the client as it is. */
export class RpcError extends Error {
  readonly code: number;
  readonly detail?: string;

  constructor(code: number, message: string, detail?: string) {
    super(message);
    this.name = 'RpcError';
    this.code = code;
    this.detail = detail;
  }
}

export interface RpcContext {
  chain: Chain;
  faults: FaultQueue;
}

/** One client. */
export interface Connection {
  /**
   * Starts a subscription and gives its id. `start` begins to notify only after the id has been sent; what it returns
   * ends it.
   */
  subscribe(method: string, start: (notify: (result: unknown) => void) => () => void): string;
  unsubscribe(id: string): boolean;
  /** Breaks the connection without an answer. */
  drop(): void;
}

/** Answers one method; the answer `dropped` means that the client gets none. */
export type RpcMethod = (context: RpcContext, params: unknown[], connection: Connection) => unknown;

export const dropped = Symbol('dropped');

/** The state at a block given by hash, or at the best one. */
export function viewAt({ chain }: RpcContext, hash: unknown): StateView {
  if (hash === undefined || hash === null) return chain.state.best;
  const view = chain.state.at(String(hash));
  if (view) return view;
  const reason = chain.state.block(String(hash)) ? 'State already discarded for' : 'UnknownBlock: State not found for';
  throw new RpcError(4003, `Client error: ${reason} ${String(hash)}`);
}

export const quantity = (number: number): string => `0x${number.toString(16)}`;
