import type { Execution, Origin } from './execution.ts';

/** Carries out one call; throws a DispatchFailure to refuse it. */
export type Handler = (chain: Execution, origin: Origin, args: unknown) => void;

/** Declares a handler with the arguments that the metadata promises for its call. */
export function handler<Args>(run: (chain: Execution, origin: Origin, args: Args) => void): Handler {
  return (chain, origin, args) => run(chain, origin, args as Args);
}
