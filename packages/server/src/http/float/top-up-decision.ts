import type { TopUpDecision } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import type { ListedDecision } from '../../postgres/top-up-decisions.ts';
import type { Cell } from '../csv.ts';

export const unitsOrNull = (units: bigint | null | undefined): string | null =>
  units === null || units === undefined ? null : formatUnits(units);

export const decisionJson = (row: ListedDecision): TopUpDecision => ({
  id: row.id,
  action: row.action,
  reason: row.reason,
  trigger: row.trigger,
  spendUsdc: unitsOrNull(row.spend_units),
  expectedTft: unitsOrNull(row.expected_units),
  policyVersion: row.policy_version,
  usableTft: formatUnits(row.usable_units),
  runwayHours: row.runway_hours === null ? null : Number(row.runway_hours),
  tftPriceUsd: formatUnits(row.price_units),
  firstAt: row.first_at.toISOString(),
  lastAt: row.last_at.toISOString(),
  times: row.times,
  expiresAt: row.expires_at?.toISOString() ?? null,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decidedBy: row.decidedByName,
  note: row.note,
  transferId: row.transfer_id,
  transferStatus: row.transferStatus,
});

export const decisionColumns = [
  'id',
  'first_at',
  'last_at',
  'times',
  'action',
  'reason',
  'trigger',
  'spend_usdc',
  'expected_tft',
  'usable_tft',
  'runway_hours',
  'usd_per_tft',
  'policy_version',
  'decided_at',
  'decided_by',
  'note',
  'transfer_id',
  'transfer_status',
];

export function decisionCells(row: ListedDecision): Cell[] {
  const item = decisionJson(row);
  return [
    item.id,
    item.firstAt,
    item.lastAt,
    item.times,
    item.action,
    item.reason,
    item.trigger,
    item.spendUsdc,
    item.expectedTft,
    item.usableTft,
    item.runwayHours,
    item.tftPriceUsd,
    item.policyVersion,
    item.decidedAt,
    item.decidedBy,
    item.note,
    item.transferId,
    item.transferStatus,
  ];
}
