import { setTimeout as sleep } from 'node:timers/promises';
import type { ClockChange, SandboxClock } from '../../../clock.ts';
import type { Chain } from './chain.ts';

const hourMs = 3_600_000;
/** Clients lose track of blocks that follow each other faster, and of all when they get no turn between them. */
const jumpGapMs = 20;
const minPauseMs = 8;
/** A longer jump takes steps of several hours, so that it ends within half a minute. */
const maxJumpBlocks = 1000;

export interface BlockClockOptions {
  chain: Chain;
  clock: SandboxClock;
  blockTimeMs: number;
  finalityLag: number;
  onFault(error: unknown): void;
}

/**
 * Makes a block each `blockTimeMs` with the clock's time, and follows jumps of the clock with one block per passed hour.
 * Whoever moves the clock waits until the last of these blocks is final.
 */
export function startBlockClock({ chain, clock, blockTimeMs, finalityLag, onFault }: BlockClockOptions): {
  stop(): Promise<void>;
} {
  let stopped = false;
  let jumping = 0;
  let jumps: Promise<void> = Promise.resolve();

  const tick = () => {
    if (stopped || jumping > 0) return;
    try {
      chain.produce(clock.now());
    } catch (error) {
      onFault(error);
    }
  };
  const jump = async ({ fromMs, toMs }: ClockChange) => {
    const last = Math.max(toMs, chain.state.best.block.timestampMs);
    for (const timestampMs of [...hourlySteps(fromMs, toMs), ...Array<number>(finalityLag).fill(last)]) {
      if (stopped) return;
      const startedMs = performance.now();
      chain.produce(timestampMs);
      await sleep(Math.max(minPauseMs, jumpGapMs - (performance.now() - startedMs)));
    }
  };
  const unsubscribe = clock.onChange((change) => {
    if (change.toMs === change.fromMs) return;
    // Set at once: no ordinary block may carry the new time before the hours between have their blocks.
    jumping++;
    jumps = jumps
      .then(() => jump(change))
      .catch(onFault)
      .finally(() => {
        jumping--;
      });
    return jumps;
  });

  catchUp(chain, clock.now());
  const timer = setInterval(tick, blockTimeMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      unsubscribe();
      await jumps;
    },
  };
}

/** Makes the hourly blocks of the time in which the process did not run; nobody listens yet, so they need no gaps. */
function catchUp(chain: Chain, nowMs: number): void {
  const { number, timestampMs } = chain.state.best.block;
  if (number > 0) for (const step of hourlySteps(timestampMs, nowMs)) chain.produce(step);
  else chain.produce(nowMs);
}

/** Every full hour after `fromMs`, and `toMs` itself. */
function hourlySteps(fromMs: number, toMs: number): number[] {
  const hours = Math.floor((toMs - fromMs) / hourMs);
  const stride = Math.max(1, Math.ceil(hours / maxJumpBlocks)) * hourMs;
  const steps: number[] = [];
  for (let at = fromMs + stride; at < toMs; at += stride) steps.push(at);
  return [...steps, toMs];
}
