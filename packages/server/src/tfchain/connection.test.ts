import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { createClock } from '../../../sandboxes/src/clock.ts';
import { startChain } from '../../../sandboxes/src/tfgrid/chain/start.ts';
import { connectToChain } from './connection.ts';

it('a connection that is given up at any moment leaves nothing behind that throws', async () => {
  const genesis = { accounts: [], twins: [], farms: [], nodes: [] };
  const clock = createClock(new DatabaseSync(':memory:'));
  const chain = await startChain({ port: 0, clock, genesis, blockTimeMs: 50 });
  const thrown: unknown[] = [];
  const note = (error: unknown) => thrown.push(error);
  process.on('uncaughtException', note);
  try {
    const patience = Array.from({ length: 30 }, (_, index) => index * 8);
    await Promise.all(
      patience.map((deadlineMs) =>
        connectToChain({ url: chain.url, deadlineMs }).then(
          (connection) => connection.close(),
          () => undefined,
        ),
      ),
    );
    // What the client's library would try again, it tries after a quarter of a second; blocks go on meanwhile.
    const last = chain.access.bestBlock().number + 12;
    await expect.poll(() => chain.access.bestBlock().number, { timeout: 20_000 }).toBeGreaterThan(last);
  } finally {
    process.off('uncaughtException', note);
    await chain.close();
  }
  expect(thrown).toEqual([]);
});
