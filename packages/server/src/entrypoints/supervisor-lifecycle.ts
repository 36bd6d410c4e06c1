/** Something that runs and can be ended. */
export interface Part {
  name: string;
  stop(): Promise<void>;
  /** Ends it at once, without a chance to save. */
  kill(): void;
}

export interface Lifecycle {
  /** Notes a part that came up. Ends it at once if the end has begun meanwhile. */
  add(part: Part): Promise<void>;
  /** Stops all parts, the last one up first. Later calls wait for the same end. */
  end(): Promise<void>;
  /** Ends all parts at once. */
  force(): void;
  readonly ending: boolean;
}

/** Parts go down in the reverse order of coming up, whenever the end comes. */
export function createLifecycle(): Lifecycle {
  const parts: Part[] = [];
  let ended: Promise<void> | undefined;
  return {
    async add(part) {
      parts.push(part);
      if (!ended) return;
      await ended;
      await part.stop();
      throw new Error(`${part.name} came up while everything else was going down`);
    },
    end() {
      ended ??= stopAll(parts);
      return ended;
    },
    force() {
      for (const part of parts) part.kill();
    },
    get ending() {
      return ended !== undefined;
    },
  };
}

/** A second signal within this time is the first one again: npm passes on what its whole group has received already. */
const sameSignalMs = 1_000;

/** The first SIGINT, SIGTERM or SIGHUP asks for a clean end, a later one for an end at once. */
export function onStopSignals(clean: () => void, atOnce: () => void): void {
  let firstAt: number | undefined;
  const take = () => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      clean();
    } else if (performance.now() - firstAt > sameSignalMs) {
      atOnce();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, take);
  // Whoever started us died without a word.
  if (process.connected) process.once('disconnect', take);
}

async function stopAll(parts: Part[]): Promise<void> {
  for (const part of [...parts].reverse()) await part.stop();
}
