import { countPoll, judgeMachine } from '@marketplace/core/deployments';
import type { Clock } from '../../clock.ts';
import type { NewId } from '../../ids.ts';
import type { Logger } from '../../log.ts';
import { lockDeployment } from '../../postgres/deployments.ts';
import { enqueue } from '../../postgres/jobs.ts';
import { hostedOn, isInMaintenance, lockPoll, nodesToPoll, savePoll } from '../../postgres/outages.ts';
import type { Store, Tx } from '../../postgres/store.ts';
import type { NodeApi } from '../../rmb/index.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { applyVerdict, endWithContract } from './apply-verdict.ts';
import { type Asked, askNode } from './ask-node.ts';

export interface HealthParts {
  store: Store;
  chain: Tfchain;
  /** The nodes, with little patience: a poll that is not answered soon is not answered. */
  impatientNodes: Pick<NodeApi, 'list' | 'get'>;
  clock: Clock;
  newId: NewId;
  log: Logger;
}

/** Asks for a poll of each node that hosts machines and is due. */
export async function requestPolls({ store, clock }: Pick<HealthParts, 'store' | 'clock'>): Promise<void> {
  for (const nodeId of await nodesToPoll(store.db, clock.now()))
    await enqueue(store.db, 'nodes.poll', { nodeId }, { key: `poll:${nodeId}`, maxAttempts: 1 });
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

/** Nothing when a later poll was counted before this one. */
async function count(tx: Tx, { nodeId, at, asked, inMaintenance }: Counted) {
  const row = await lockPoll(tx, nodeId, at);
  if (row.polled_at > at) return undefined;
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
