import type { Logger } from '../log.ts';

/** One thing that looks for what is due at the present time and does it or enqueues it. */
export interface TickStep {
  name: string;
  run(): Promise<void>;
}

/** Runs the steps in their order; one that fails does not keep the others from running, but the tick then counts as failed. */
export async function tick(steps: readonly TickStep[], log: Logger): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) {
    try {
      await step.run();
    } catch (error) {
      log.error({ err: error, step: step.name }, 'a step of the tick failed');
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'the tick did not finish all its steps');
}
