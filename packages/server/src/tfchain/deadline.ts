import { ChainError, ChainUnavailable } from './errors.ts';

/**
 * Runs `work` with a real-time deadline. Every failure leaves as a ChainUnavailable that keeps its cause, except those
 * that are ours already. The signal is aborted when the deadline passes.
 */
export async function withDeadline<T>(
  doing: string,
  deadlineMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const reason = new Error(`no answer within ${deadlineMs} ms`);
      reject(reason);
      stop.abort(reason);
    }, deadlineMs);
  });
  try {
    return await Promise.race([work(stop.signal), late]);
  } catch (error) {
    throw error instanceof ChainError ? error : new ChainUnavailable(doing, error);
  } finally {
    clearTimeout(timer);
  }
}
