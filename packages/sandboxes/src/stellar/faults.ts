export const faultKinds = [
  'timeoutBeforeEffect',
  'timeoutAfterEffect',
  'priceJump',
  'error503',
  'error429',
  'slow',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/**
 * Something that goes wrong on purpose. `timeoutBeforeEffect` drops the transaction and `timeoutAfterEffect` carries it
 * out, both answered by 504; `priceJump` moves the market just before the transaction is looked at; `error503` and
 * `error429` refuse; `slow` answers after `ms`.
 */
export interface Fault {
  kind: FaultKind;
  /** Such as `GET /paths/*`; without one, whatever hands in a transaction. */
  route?: string;
  /** How many requests it strikes. */
  count: number;
  /** Real milliseconds of slowness. */
  ms: number;
  /** By how much less TFT a USDC buys after a price jump, in percent. */
  percent: number;
}

export type Faults = ReturnType<typeof createFaults>;

/** Faults that wait for matching requests; each request meets at most one, the oldest first. They end with the process. */
export function createFaults() {
  let waiting: Fault[] = [];
  return {
    add(fault: Pick<Fault, 'kind'> & Partial<Fault>): Fault {
      const added = { count: 1, ms: 2_000, percent: 10, ...fault };
      waiting.push(added);
      return added;
    },
    clear(): void {
      waiting = [];
    },
    list: (): readonly Fault[] => waiting,
    take(method: string, path: string): Fault | undefined {
      const fault = waiting.find(({ route }) => strikes(route, method, path));
      if (fault === undefined) return undefined;
      fault.count -= 1;
      waiting = waiting.filter(({ count }) => count > 0);
      return fault;
    },
  };
}

function strikes(route: string | undefined, method: string, path: string): boolean {
  if (route === undefined) return method === 'POST' && /^\/transactions(_async)?$/.test(path);
  const [wantedMethod, wantedPath = ''] = route.split(/\s+/);
  if (wantedMethod !== '*' && wantedMethod !== method) return false;
  return wantedPath.endsWith('*') ? path.startsWith(wantedPath.slice(0, -1)) : path === wantedPath;
}
