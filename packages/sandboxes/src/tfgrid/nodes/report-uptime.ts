import type { SandboxClock } from '../../clock.ts';
import type { Grid } from './grid.ts';

const hourMs = 3_600_000;

/** After a jump of an hour or more the nodes with customers report to the chain, as they would have done meanwhile. Returns how to stop. */
export function reportUptimeAfterJumps(grid: Grid, clock: SandboxClock): () => void {
  return clock.onChange(({ fromMs, toMs }) => {
    if (toMs - fromMs < hourMs) return;
    const nodeIds = new Set(grid.deployments.all().map(({ nodeId }) => nodeId));
    for (const nodeId of nodeIds) {
      if (!grid.statuses.isReachable(nodeId)) continue;
      // Not awaited: the report is in a later block, and the clock must not wait for it.
      grid.access.reportUptime(nodeId, grid.statuses.lastReport(nodeId).uptimeSeconds).catch(() => {});
    }
  });
}
