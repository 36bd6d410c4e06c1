import { simulatePolicy } from '@marketplace/core/float';
import { formatUnits, minOf } from '@marketplace/core/money';
import { bridgeFeeUnits } from '../../float/suggested-payment.ts';
import { samplesSince } from '../../postgres/float-samples.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { acceptPolicy } from './top-up-policy.ts';

const DAYS = 30;
const DAY_MS = 86_400_000;

export const simulateTopUpPolicy =
  ({ store: { db } }: { store: Store }): Handler<'simulateTopUpPolicy'> =>
  async (c) => {
    const policy = acceptPolicy(c.req.valid('json'));
    const samples = await samplesSince(db, new Date(c.get('now').getTime() - DAYS * DAY_MS));
    const found = simulatePolicy(policy, samples, await bridgeFeeUnits(db));
    const at = (ms: number | undefined) => (ms === undefined ? null : new Date(ms).toISOString());
    const [first] = samples;
    return c.json(
      {
        from: at(first?.atMs),
        to: at(samples.at(-1)?.atMs),
        hours: samples.length,
        topUps: found.topUps.map(({ atMs, trigger, spendUnits, receivedUnits, usableUnits, asked }) => ({
          at: new Date(atMs).toISOString(),
          trigger,
          spendUsdc: formatUnits(spendUnits),
          receivedTft: formatUnits(receivedUnits),
          usableTft: formatUnits(usableUnits),
          asked,
        })),
        spentUsdc: formatUnits(found.spentUnits),
        receivedTft: formatUnits(found.receivedUnits),
        lowestTft: formatUnits(found.lowestUnits),
        recordedLowestTft: formatUnits(
          samples.reduce((least, { usableUnits }) => minOf(least, usableUnits), first?.usableUnits ?? 0n),
        ),
        shortHours: found.shortHours,
        waits: found.waits,
      },
      200,
    );
  };
