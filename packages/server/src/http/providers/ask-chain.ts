import { GridproxyFault } from '../../gridproxy/gridproxy.ts';
import { ChainError } from '../../tfchain/index.ts';
import { HttpProblem } from '../problems.ts';

/** Whether the grid could not be asked; says nothing about what was asked for. */
export const isGridSilent = (error: unknown): boolean => error instanceof ChainError || error instanceof GridproxyFault;

/** What cannot be answered without the chain is refused while it is silent. */
export async function askChain<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!isGridSilent(cause)) throw cause;
    throw new HttpProblem('temporarily_unavailable', 'The chain does not answer now. Try again in a moment.', {
      cause,
    });
  }
}

/** The same, where the page can do without: undefined while it is silent. */
export async function askChainIfItAnswers<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!isGridSilent(error)) throw error;
    return undefined;
  }
}
