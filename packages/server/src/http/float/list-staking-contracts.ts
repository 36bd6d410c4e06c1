import type { StakingContract } from '@marketplace/contract';
import { contractBurn, contractStaking } from '@marketplace/core/float';
import { formatUnits } from '@marketplace/core/money';
import { monthlyOf } from '@marketplace/core/pricing';
import type { Float } from '../../float/read-float.ts';
import { footprintOfRow, listPaidContracts, type PaidContract } from '../../postgres/staking-levels.ts';
import type { Store } from '../../postgres/store.ts';
import { type Cell, CSV_LINES, csvAnswer } from '../csv.ts';
import { afterOf, cutPage } from '../cursor.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { requireFloat } from './get-staking.ts';

export const listStakingContracts =
  (parts: { store: Store }): Handler<'listStakingContracts'> =>
  async (c) => {
    const { db } = parts.store;
    const { limit, cursor, format } = c.req.valid('query');
    const before = afterOf(cursor);
    const float = await requireFloat(db);
    if (format === 'csv') {
      const all = await listPaidContracts(db, { limit: CSV_LINES });
      return csvAnswer(
        c,
        'staking',
        columns,
        all.map((row) => cellsOf(contractJson(row, float))),
      );
    }
    const rows = await listPaidContracts(db, { before, limit: limit + 1 });
    const { items, nextCursor } = cutPage(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
    return c.json({ items: items.map((row) => contractJson(row, float)), nextCursor }, 200);
  };

function contractJson(row: PaidContract, { rules, balance }: Float): StakingContract {
  const { certified, extraFeeMusd } = row;
  const burn = contractBurn({ count: 1, footprint: footprintOfRow(row), certified, extraFeeMusd }, rules);
  const staking = contractStaking(burn, balance);
  const { next } = staking;
  return {
    deploymentId: row.id,
    name: row.name,
    contractId: row.contractId === null ? null : Number(row.contractId),
    nodeId: row.nodeId,
    certified,
    level: staking.level,
    monthsHeld: staking.heldHundredths === null ? null : Number(staking.heldHundredths) / 100,
    listMonthlyTft: formatUnits(staking.listMonthlyUnits),
    monthlyTft: formatUnits(staking.monthlyUnits),
    savingMonthlyTft: formatUnits(staking.savingMonthlyUnits),
    stashSavingMonthlyTft: formatUnits(staking.stashSavingUnits),
    next: next && {
      level: next.level,
      missingTft: formatUnits(next.missingUnits),
      savingMonthlyTft: formatUnits(next.savingMonthlyUnits),
    },
    passedOnMonthly: usdJson(monthlyOf(row.passedOnUnits)),
    lastBill: row.billedAt && {
      level: (row.billedLevel ?? 'none').toLowerCase(),
      tft: formatUnits(row.billedUnits ?? 0n),
      at: row.billedAt.toISOString(),
    },
  };
}

const columns = [
  'deployment_id',
  'name',
  'contract_id',
  'node_id',
  'level',
  'months_held',
  'list_tft_per_month',
  'tft_per_month',
  'saving_tft_per_month',
  'saving_by_stash_tft_per_month',
  'next_level',
  'missing_tft',
  'passed_on_usd_per_month',
  'last_billed_level',
  'last_billed_tft',
  'last_billed_at',
];

const cellsOf = (item: StakingContract): Cell[] => [
  item.deploymentId,
  item.name,
  item.contractId,
  item.nodeId,
  item.level,
  item.monthsHeld,
  item.listMonthlyTft,
  item.monthlyTft,
  item.savingMonthlyTft,
  item.stashSavingMonthlyTft,
  item.next?.level,
  item.next?.missingTft,
  item.passedOnMonthly.amount,
  item.lastBill?.level,
  item.lastBill?.tft,
  item.lastBill?.at,
];
