import { type ReactNode, useEffect, useState } from 'react';
import { NowContext } from '../ui/time-text.tsx';
import { useApi } from './query.ts';

/** Ages and deadlines follow the marketplace's clock, which may be ahead of the browser's. */
export function ServerClock({ children }: { children: ReactNode }) {
  const health = useApi('getHealth', undefined, { refetchInterval: 30_000, staleTime: 30_000 });
  const [tick, setTick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setTick((count) => count + 1), 5_000);
    return () => clearInterval(timer);
  }, []);
  const offsetMs = health.data ? Date.parse(health.data.now) - health.dataUpdatedAt : 0;
  return <NowContext value={clock(offsetMs, tick)}>{children}</NowContext>;
}

/** A new function per tick, so that what shows ages is drawn again. */
function clock(offsetMs: number, _tick: number): () => number {
  return () => Date.now() + offsetMs;
}
