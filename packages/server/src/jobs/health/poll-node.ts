import { countPoll, judgeMachine, POLL_EVERY_MS } from '@marketplace/core/deployments';
import { lockDeployment } from '../../postgres/deployments.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { hostedOn, isInMaintenance, lockPoll, nodesToPoll, savePoll } from '../../postgres/outages.ts';
import type { Tx } from '../../postgres/store.ts';
import { applyVerdict, endWithContract } from './apply-verdict.ts';
import { type Asked, askNode } from './ask-node.ts';
import type { HealthParts } from './parts.ts';

/** Polls at once within a tick, and at most so many in one. */
const AT_ONCE = 8;
const IN_TICK = 200;

/**
 * Polls each node that hosts machines and is due, before the tick charges anything: what is found out is not charged.
 * Nodes known to be silent, and more than a tick can ask, are polled by jobs of their own.
 */
export async function pollNodes(parts: HealthParts): Promise<void> {
  const due = await nodesToPoll(parts.store.db, parts.clock.now());
  const talking = due.filter(({ isSilent }) => !isSilent);
  const now = talking.slice(0, IN_TICK);
  const later = [...talking.slice(IN_TICK), ...due.filter(({ isSilent }) => isSilent)];
  for (const { nodeId } of later)
    await enqueue(parts.store.db, 'nodes.poll', { nodeId }, { key: `poll:${nodeId}`, maxAttempts: 1 });
  const queue = now.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const { nodeId } of queue) await pollNode(parts, nodeId);
    }),
  );
}

/** Asks one node about its machines and writes what that means for each of them; a repeat finds it written. */
export async function pollNode(parts: HealthParts, nodeId: number): Promise<void> {
  const { store, clock } = parts;
  const at = clock.now();
  const rows = await hostedOn(store.db, nodeId);
  if (rows.length === 0) return;
  const asked = await askNode(parts, nodeId, rows);
  const inMaintenance = await isInMaintenance(store.db, nodeId, at);
  const before = await store.transaction((tx) => count(tx, { nodeId, at, asked, inMaintenance }));
  if (!before) return;
  for (const { id, workload_version: version } of rows)
    await store.transaction(async (tx) => {
      const row = await lockDeployment(tx, id);
      // What became something else meanwhile was not what was asked about.
      const isSame = row && row.workload_version === version && row.power_change === null && row.status_since <= at;
      if (!isSame) return;
      if (asked.withoutContract.has(id)) return endWithContract(parts, tx, row, { at, seenAt: before.answeredAt });
      const verdict = judgeMachine({
        outcome: asked.outcome,
        poll: before.poll,
        answer: asked.answers.get(id),
        atMs: at.getTime(),
        inMaintenance,
      });
      await applyVerdict(parts, tx, row, { verdict, at });
    });
}

interface Counted {
  nodeId: number;
  at: Date;
  asked: Asked;
  inMaintenance: boolean;
}

/** Nothing when another poll of this minute was counted before: two ticks at once are one. */
async function count(tx: Tx, { nodeId, at, asked, inMaintenance }: Counted) {
  const row = await lockPoll(tx, nodeId);
  if (at.getTime() - row.polled_at.getTime() < POLL_EVERY_MS) return undefined;
  const poll = countPoll(
    {
      answeredAtMs: row.answered_at?.getTime() ?? null,
      silentSinceMs: row.silent_since?.getTime() ?? null,
      silentPolls: row.silent_polls,
    },
    { outcome: asked.outcome, atMs: at.getTime(), inMaintenance },
  );
  await savePoll(tx, nodeId, {
    polled_at: at,
    answered_at: poll.answeredAtMs === null ? null : new Date(poll.answeredAtMs),
    silent_since: poll.silentSinceMs === null ? null : new Date(poll.silentSinceMs),
    silent_polls: poll.silentPolls,
  });
  return { poll, answeredAt: row.answered_at };
}
