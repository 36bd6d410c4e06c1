import type { DeploymentStatus } from '@marketplace/core/deployments';
import { isFinal } from '@marketplace/core/deployments';
import { formatUnits } from '@marketplace/core/money';
import { billingPriceUnits } from '@marketplace/core/pricing';
import { readFloat } from '../../float/read-float.ts';
import { nodeStats } from '../../nodes/node-stats.ts';
import { readFact } from '../../postgres/chain-facts.ts';
import { verifyLedger } from '../../postgres/ledger.ts';
import { deploymentCounts, peopleAndMoney, revenueBetween, revenueByDay } from '../../postgres/overview.ts';
import type { Database, Store } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import type { Supply } from '../supply.ts';

const DAY_MS = 86_400_000;

export const getOperatorOverview =
  (parts: { store: Store; supply: Supply }): Handler<'getOperatorOverview'> =>
  async (c) => {
    const { db } = parts.store;
    const now = c.get('now');
    const { days } = c.req.valid('query');
    const from = new Date(now.getTime() - days * DAY_MS);
    const before = new Date(from.getTime() - days * DAY_MS);
    const [money, moneyBefore, peopleBefore, byDay, people, byStatus, treasury, ledger, index] = await Promise.all([
      revenueBetween(db, from, now),
      revenueBetween(db, before, from),
      peopleAndMoney(db, before, from),
      revenueByDay(db, from, now),
      peopleAndMoney(db, from, now),
      deploymentCounts(db),
      treasuryFacts(db),
      verifyLedger(db),
      parts.supply.index(),
    ]);
    const stats = nodeStats(index);
    return c.json(
      {
        asOf: now.toISOString(),
        periodDays: days,
        sold: usdJson(money.sold),
        gridCost: usdJson(money.gridCost),
        providerShare: usdJson(money.providerShare),
        margin: usdJson(money.margin),
        marginPercent: money.sold === 0n ? null : Number((money.margin * 1000n) / money.sold) / 10,
        previous: {
          sold: usdJson(moneyBefore.sold),
          margin: usdJson(moneyBefore.margin),
          topUps: usdJson(peopleBefore.topUps),
        },
        topUps: usdJson(people.topUps),
        customerBalances: usdJson(people.customerBalances),
        users: { total: people.users, newInPeriod: people.newUsers },
        deployments: {
          live: Object.entries(byStatus).reduce(
            (sum, [status, n]) => (isFinal(status as DeploymentStatus) ? sum : sum + n),
            0,
          ),
          byStatus,
        },
        nodes: {
          total: stats.nodes,
          up: stats.nodesUp,
          offerable: stats.regions.reduce((sum, region) => sum + region.offerable, 0),
          syncedAt: index.asOfMs === 0 ? null : new Date(index.asOfMs).toISOString(),
        },
        treasury,
        ledger: { balanced: ledger.balanced, transfers: ledger.transfers },
        days: byDay.map((day) => ({
          day: day.day,
          sold: usdJson(day.sold),
          gridCost: usdJson(day.gridCost),
          margin: usdJson(day.margin),
        })),
      },
      200,
    );
  };

/** Usable TFT of the operator's twin, and how long it pays what runs with the discount that it gives. */
async function treasuryFacts(db: Database) {
  const [account, float] = await Promise.all([readFact(db, 'operator_account'), readFloat(db)]);
  return {
    twinId: account?.value.twinId ?? null,
    usableTft: account ? formatUnits(BigInt(account.value.usableUnits)) : null,
    tftPriceUsd: float ? formatUnits(billingPriceUnits(float.rules.price)) : null,
    runwayHours: float?.runway.hours ?? null,
    asOf: account?.seenAt.toISOString() ?? null,
  };
}
