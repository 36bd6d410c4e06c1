export const faultKinds = [
  'error500',
  'error429',
  'timeoutBeforeEffect',
  'timeoutAfterEffect',
  'holdAfterEffect',
  'slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  /** Such as `POST /v1/payment_intents`; a path segment `:id` or `*` stands for any. */
  route: string;
  kind: FaultKind;
  /** How many requests it strikes. */
  count: number;
  /** How long a silence, hold or slowness lasts in real milliseconds. */
  ms: number;
}

/**
 * How long each lasts unless told. A timeout is silence for longer than clients wait; it ends in a broken answer, never
 * in a clean close, which the official client would send again by itself.
 */
const defaultMs: Record<FaultKind, number> = {
  error500: 0,
  error429: 0,
  timeoutBeforeEffect: 30_000,
  timeoutAfterEffect: 30_000,
  holdAfterEffect: 3_000,
  slow: 2_000,
};

export type Faults = ReturnType<typeof createFaults>;

/** Faults that wait for matching requests; each request meets at most one, the oldest first. */
export function createFaults() {
  let waiting: Fault[] = [];
  return {
    add(fault: { route: string; kind: FaultKind; count?: number; ms?: number }): Fault {
      const added = { ...fault, count: fault.count ?? 1, ms: fault.ms ?? defaultMs[fault.kind] };
      waiting.push(added);
      return added;
    },
    clear(): void {
      waiting = [];
    },
    list(): readonly Fault[] {
      return waiting;
    },
    take(method: string, path: string): Fault | undefined {
      const fault = waiting.find((candidate) => matches(candidate.route, method, path));
      if (!fault) return undefined;
      fault.count -= 1;
      waiting = waiting.filter((candidate) => candidate.count > 0);
      return fault;
    },
  };
}

function matches(route: string, method: string, path: string): boolean {
  const [wantedMethod, wantedPath = ''] = route.trim().split(/\s+/);
  if (wantedMethod !== '*' && wantedMethod?.toUpperCase() !== method) return false;
  const wanted = wantedPath.split('/');
  const actual = path.split('/');
  const same = (segment: string, place: number) => /^(\*|:.*|\{.*\})$/.test(segment) || segment === actual[place];
  return wanted.length === actual.length && wanted.every(same);
}
