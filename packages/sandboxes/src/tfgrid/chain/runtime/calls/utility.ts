import type { Execution, Origin } from '../execution.ts';
import { DispatchFailure } from '../execution.ts';
import { type Handler, handler } from '../handler.ts';
import type { RuntimeCall } from '../values.ts';

type Dispatch = (chain: Execution, origin: Origin, call: RuntimeCall) => void;
type Batch = { calls: RuntimeCall[] };

/** Batches run other calls through `dispatch`. */
export function utilityCalls(dispatch: Dispatch): Record<string, Handler> {
  return {
    /** Stops at the first refusal and keeps what came before it. */
    batch: handler<Batch>((chain, origin, { calls }) => {
      for (const [index, call] of calls.entries()) {
        const error = refusalOf(chain, () => dispatch(chain, origin, call));
        if (error) return chain.emit('Utility', 'BatchInterrupted', { index, error });
        chain.emit('Utility', 'ItemCompleted');
      }
      chain.emit('Utility', 'BatchCompleted');
    }),
    /** All or nothing: the inner refusal becomes the transaction's own. */
    batch_all: handler<Batch>((chain, origin, { calls }) => {
      for (const call of calls) {
        dispatch(chain, origin, call);
        chain.emit('Utility', 'ItemCompleted');
      }
      chain.emit('Utility', 'BatchCompleted');
    }),
    /** Goes on after refusals. */
    force_batch: handler<Batch>((chain, origin, { calls }) => {
      let failed = false;
      for (const call of calls) {
        const error = refusalOf(chain, () => dispatch(chain, origin, call));
        failed ||= error !== undefined;
        if (error) chain.emit('Utility', 'ItemFailed', { error });
        else chain.emit('Utility', 'ItemCompleted');
      }
      chain.emit('Utility', failed ? 'BatchCompletedWithErrors' : 'BatchCompleted');
    }),
  };
}

function refusalOf(chain: Execution, run: () => void) {
  try {
    chain.atomically(run);
    return undefined;
  } catch (error) {
    if (error instanceof DispatchFailure) return error.dispatchError;
    throw error;
  }
}
