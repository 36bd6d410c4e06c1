import { measuredPpm, slaChargeNotice, slaCreditNotice, slaCredits } from '@marketplace/core/alliances';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import {
  claimMonth,
  type DueCredit,
  insertSlaCredits,
  insertSlaMonth,
  postSlaCredits,
} from '../postgres/alliance-sla.ts';
import { type ChargedUse, chargedUse, type NodeUptime, nodeUptimes } from '../postgres/alliance-uptime.ts';
import { notify } from '../postgres/notifications.ts';
import type { Store, Tx } from '../postgres/store.ts';

export interface SlaParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

/** Credits that one transaction posts at most. */
const AT_ONCE = 100;

/**
 * Judges each month that is over and closed, once: writes down what nodes of alliances promised and how they did, and what
 * users are credited; then posts the credits. Every part may stop anywhere and be repeated.
 */
export async function settleUptime(parts: SlaParts): Promise<void> {
  const { store, clock } = parts;
  const now = clock.now();
  while (await store.transaction((tx) => judgeMonth(tx, parts, now)));
  while ((await store.transaction((tx) => postAndTell(tx, parts, now))) > 0);
}

/** False when no month can be judged. */
async function judgeMonth(tx: Tx, { newId }: SlaParts, now: Date): Promise<boolean> {
  const claimed = await claimMonth(tx, now);
  if (!claimed) return false;
  const uptimes = await nodeUptimes(tx, claimed);
  const late = uptimes.filter(isBelow).map(({ nodeId }) => nodeId);
  const charged = late.length === 0 ? [] : await chargedUse(tx, claimed, late);
  for (const node of uptimes) await judgeNode(tx, { newId, now, month: claimed.month, node, charged });
  return true;
}

const isBelow = (node: NodeUptime): boolean => (measuredPpm(node) ?? 1_000_000n) < BigInt(node.promisedPpm);

interface Judgement {
  newId: NewId;
  now: Date;
  month: string;
  node: NodeUptime;
  charged: readonly ChargedUse[];
}

async function judgeNode(tx: Tx, { newId, now, month, node, charged }: Judgement): Promise<void> {
  const own = charged.filter(
    (use) => use.allianceId === node.allianceId && use.nodeId === node.nodeId && use.holderId === node.holderId,
  );
  const credits = slaCredits({ ...node, promisedPpm: BigInt(node.promisedPpm), charged: own });
  const sum = (of: 'units' | 'wantedUnits') => credits.reduce((total, credit) => total + credit[of], 0n);
  const id = newId(now);
  await insertSlaMonth(tx, {
    id,
    alliance_id: node.allianceId,
    month: `${month}-01`,
    node_id: node.nodeId,
    holder_id: node.holderId,
    promised_ppm: node.promisedPpm,
    up_seconds: node.upSeconds,
    known_seconds: node.knownSeconds,
    charged_units: own.reduce((total, { units }) => total + units, 0n),
    earned_units: node.earnedUnits,
    wanted_units: sum('wantedUnits'),
    credited_units: sum('units'),
  });
  const useOf = new Map(own.map((use) => [use.deploymentId, use]));
  await insertSlaCredits(
    tx,
    credits.map(({ deploymentId, wantedUnits, units }) => ({
      sla_month_id: id,
      deployment_id: deploymentId,
      user_id: useOf.get(deploymentId)?.userId ?? '',
      charged_units: useOf.get(deploymentId)?.units ?? 0n,
      wanted_units: wantedUnits,
      units,
      transfer_id: null,
    })),
  );
  if (!isBelow(node)) return;
  const news = { ...node, ...measuresOf(node), month, units: sum('units') };
  await notify(tx, { userId: node.holderId, notice: slaChargeNotice(news), now, newId });
}

async function postAndTell(tx: Tx, { newId }: SlaParts, now: Date): Promise<number> {
  const posted = await postSlaCredits(tx, now, AT_ONCE);
  for (const credit of posted) {
    const notice = slaCreditNotice({ ...credit, ...measuresOf(credit) });
    await notify(tx, { userId: credit.userId, notice, now, newId });
  }
  return posted.length;
}

const measuresOf = (node: Pick<DueCredit, 'promisedPpm' | 'upSeconds' | 'knownSeconds'>) => ({
  promisedPpm: BigInt(node.promisedPpm),
  measuredPpm: measuredPpm(node) ?? 0n,
});
