import type { DeploymentStatus } from '@marketplace/core/deployments';
import { isFinal } from '@marketplace/core/deployments';
import { formatUnits } from '@marketplace/core/money';
import { runwayHours } from '@marketplace/core/pricing';
import { nodeStats } from '../../nodes/node-stats.ts';
import { readFact } from '../../postgres/chain-facts.ts';
import { verifyLedger } from '../../postgres/ledger.ts';
import {
  deploymentCounts,
  gridSpendPerHour,
  peopleAndMoney,
  revenueBetween,
  revenueByDay,
} from '../../postgres/overview.ts';
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
    const [money, byDay, people, byStatus, treasury, ledger, index] = await Promise.all([
      revenueBetween(db, from, now),
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

/** Usable TFT of the operator's twin and how long it pays the chain's list price for what runs. */
async function treasuryFacts(db: Database) {
  const [account, price, spend] = await Promise.all([
    readFact(db, 'operator_account'),
    readFact(db, 'tft_price'),
    gridSpendPerHour(db),
  ]);
  const musd = price && BigInt(Math.min(Math.max(price.value.averageMusd, price.value.minMusd), price.value.maxMusd));
  const usable = account && BigInt(account.value.usableUnits);
  return {
    twinId: account?.value.twinId ?? null,
    usableTft: usable === undefined ? null : formatUnits(usable),
    tftPriceUsd: musd === undefined ? null : formatUnits(musd * 10_000n),
    runwayHours: usable === undefined || musd === undefined ? null : runwayHours((usable * musd) / 1000n, spend),
    asOf: account?.seenAt.toISOString() ?? null,
  };
}
