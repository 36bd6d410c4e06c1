/** What the node itself answered, as opposed to a broken or silent connection; `data` of JSON-RPC is part of the message. */
export interface NodeError {
  /** JSON-RPC's code, where it is known. */
  code?: number;
  message: string;
}

/** Names of polkadot-api's errors that pass on a node's refusal. */
const passedOn = new Set(['RpcError', 'OperationError', 'BlockNotPinnedError']);

/** Undefined when the error says nothing about what the node thinks. */
export function nodeErrorOf(error: unknown): NodeError | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'number' ? error.code : undefined;
  if (code === undefined && !passedOn.has(error.name)) return undefined;
  const data = 'data' in error && typeof error.data === 'string' ? `: ${error.data}` : '';
  return { code, message: `${error.message}${data}` };
}
