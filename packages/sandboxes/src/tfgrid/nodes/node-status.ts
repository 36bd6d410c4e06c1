import type { DatabaseSync } from 'node:sqlite';
import type { SandboxClock } from '../../clock.ts';
import type { ChainAccess } from '../chain/access.ts';
import type { WorldNode } from '../world/nodes.ts';

/** `refusing` and `full` nodes are up for everybody else: they only answer deployments with an error. */
export const nodeStatuses = ['up', 'down', 'standby', 'refusing', 'full'] as const;
export type NodeStatus = (typeof nodeStatuses)[number];

export interface NodeStatuses {
  of(nodeId: number): NodeStatus;
  /** True when the machine runs and answers. */
  isReachable(nodeId: number): boolean;
  /** Changes the status and tells the chain about power; the promise ends when the chain has it. */
  set(nodeId: number, status: NodeStatus): Promise<void>;
  /** Unix seconds of the node's last report, and how long it had been running then. */
  lastReport(nodeId: number): { atSeconds: number; uptimeSeconds: number };
  onChange(listener: (nodeId: number) => void): void;
}

interface StatusSources {
  state: DatabaseSync;
  clock: SandboxClock;
  access: Pick<ChainAccess, 'setNodePower'>;
  foundedAtMs: number;
  worldNode(nodeId: number): WorldNode | undefined;
}

// A node reports to the chain every 40 minutes.
const reportEverySeconds = 2400;

export function createNodeStatuses({ state, clock, access, foundedAtMs, worldNode }: StatusSources): NodeStatuses {
  const rows = state.prepare('select node_id, status, since_ms from node_status').all();
  const changed = new Map<number, { status: NodeStatus; sinceMs: number }>();
  for (const row of rows) {
    changed.set(Number(row.node_id), { status: row.status as NodeStatus, sinceMs: Number(row.since_ms) });
  }
  const listeners = new Set<(nodeId: number) => void>();
  const save = state.prepare(
    'insert into node_status values (?, ?, ?) on conflict (node_id) do update set status = excluded.status, since_ms = excluded.since_ms',
  );

  const of = (nodeId: number): NodeStatus => changed.get(nodeId)?.status ?? worldNode(nodeId)?.status ?? 'up';
  const isReachable = (nodeId: number) => of(nodeId) !== 'down' && of(nodeId) !== 'standby';
  return {
    of,
    isReachable,
    async set(nodeId, status) {
      const sinceMs = Math.floor(clock.now());
      changed.set(nodeId, { status, sinceMs });
      save.run(nodeId, status, sinceMs);
      for (const listener of listeners) listener(nodeId);
      await access.setNodePower(nodeId, status === 'standby' || status === 'down' ? status : 'up');
    },
    lastReport(nodeId) {
      const nowSeconds = Math.floor(clock.now() / 1000);
      const node = worldNode(nodeId);
      const change = changed.get(nodeId);
      const startedSeconds = change
        ? Math.floor(change.sinceMs / 1000)
        : Math.floor(foundedAtMs / 1000) - (node?.uptimeSeconds ?? 0);
      if (isReachable(nodeId)) {
        // Each node has its own minute within the 40, so that reports spread as on a real grid.
        const atSeconds = Math.max(startedSeconds, nowSeconds - ((nowSeconds + nodeId * 37) % reportEverySeconds));
        return { atSeconds, uptimeSeconds: atSeconds - startedSeconds };
      }
      if (change) return { atSeconds: startedSeconds, uptimeSeconds: 0 };
      const silentSeconds = node?.silentSeconds ?? 0;
      // A node on standby is woken once a day and reports then.
      const atSeconds =
        of(nodeId) === 'standby'
          ? nowSeconds - (silentSeconds % 80_000)
          : Math.floor(foundedAtMs / 1000) - silentSeconds;
      return { atSeconds, uptimeSeconds: node?.uptimeSeconds ?? 0 };
    },
    onChange: (listener) => void listeners.add(listener),
  };
}
