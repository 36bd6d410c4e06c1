import {
  type MemberFacts,
  type Pool,
  resourceUnits,
  slaCredits,
  splitHour,
  uptimeWeight,
  versionInForce,
} from '../../packages/core/src/alliances/index.ts';
import { covers, days, start, type World } from './alliance-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Core's answer for every hour: `alliance/hour/node/farm/person` to units, and what no alliance divides. */
export function expectedShares(world: World): { shared: Map<string, bigint>; alone: Map<string, bigint> } {
  const shared = new Map<string, bigint>();
  const alone = new Map<string, bigint>();
  const add = (map: Map<string, bigint>, key: string, units: bigint) => map.set(key, (map.get(key) ?? 0n) + units);
  const uptimes = new Map(world.health.map((each) => [`${each.nodeId}/${each.day}`, uptimeWeight(each)]));
  for (let hourMs = start; hourMs < start + days * DAY; hourMs += HOUR) {
    const of = (nodeId: number) =>
      world.given.find((each) => each.nodeId === nodeId && covers(each, hourMs) && covers(each.member, hourMs));
    const pools = new Map<string, Map<string, Pool>>();
    for (const { nodeId, farmId, app, units } of world.use.filter((each) => each.hourMs === hourMs)) {
      const holderId = world.nodes[nodeId - 1]?.holder ?? '';
      const given = of(nodeId);
      if (!given || !(given.exclusive || app === 'vm')) add(alone, `${nodeId}/${farmId}/${holderId}`, units);
      else {
        const ofAlliance = pools.get(given.allianceId) ?? new Map<string, Pool>();
        const sum = ofAlliance.get(`${nodeId}/${farmId}`)?.units ?? 0n;
        pools.set(
          given.allianceId,
          ofAlliance.set(`${nodeId}/${farmId}`, { nodeId, farmId, holderId, units: sum + units }),
        );
      }
    }
    for (const alliance of world.alliances) {
      const members = alliance.members
        .filter((each) => covers(each, hourMs))
        .map(({ userId }): MemberFacts => {
          const own = world.nodes.filter(
            ({ nodeId }) => of(nodeId)?.allianceId === alliance.id && of(nodeId)?.member.userId === userId,
          );
          const day = hourMs - (hourMs % DAY);
          const uptime = (nodeId: number) => uptimes.get(`${nodeId}/${day}`) ?? 10_000n;
          return {
            userId,
            contribution: own.reduce((sum, node) => sum + resourceUnits(node), 0n),
            performance: own.reduce((sum, node) => sum + resourceUnits(node) * uptime(node.nodeId), 0n),
          };
        });
      const at = new Date(hourMs);
      const monthMs = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1);
      const hours = (Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1) - monthMs) / HOUR;
      const formula = versionInForce(alliance.versions, hourMs)?.formula;
      const ofMonth = { index: (hourMs - monthMs) / HOUR, hours };
      for (const part of splitHour({ pools: [...(pools.get(alliance.id)?.values() ?? [])], members, ofMonth }, formula))
        add(shared, `${alliance.id}/${hourMs}/${part.nodeId}/${part.farmId}/${part.userId}`, part.units);
    }
  }
  return { shared, alone };
}

/** Core's answer for a month: `alliance/node/holder/deployment` to what is credited. */
export function expectedCredits(world: World, { fromMs, toMs }: { fromMs: number; toMs: number }): Map<string, bigint> {
  const credits = new Map<string, bigint>();
  const { shared } = expectedShares(world);
  for (const given of world.given) {
    const whole = (dayMs: number) =>
      [given, given.member].every(
        (span) => covers(span, dayMs) && (span.endsMs === undefined || span.endsMs >= dayMs + DAY),
      );
    const days = Array.from({ length: (toMs - fromMs) / DAY }, (_, day) => fromMs + day * DAY).filter(whole);
    const known = world.health.filter(({ nodeId, day }) => nodeId === given.nodeId && days.includes(day));
    const charged = new Map<string, bigint>();
    for (const { deploymentId, nodeId, app, hourMs, units } of world.use)
      if (
        nodeId === given.nodeId &&
        days.includes(hourMs - (hourMs % DAY)) &&
        (given.exclusive || app === 'vm') &&
        units > 0n
      )
        charged.set(deploymentId, (charged.get(deploymentId) ?? 0n) + units);
    const holder = given.member.userId;
    const earned = [...shared].filter(([key]) => {
      const [alliance, hour, node, , user] = key.split('/');
      const own = alliance === given.allianceId && node === String(given.nodeId) && user === holder;
      return own && Number(hour) >= fromMs && Number(hour) < toMs;
    });
    const month = slaCredits({
      promisedPpm: 999_000n,
      upSeconds: known.reduce((sum, { upSeconds }) => sum + upSeconds, 0n),
      knownSeconds: known.reduce((sum, { knownSeconds }) => sum + knownSeconds, 0n),
      earnedUnits: earned.reduce((sum, [, units]) => sum + units, 0n),
      charged: [...charged].map(([deploymentId, units]) => ({ deploymentId, units })),
    });
    for (const { deploymentId, units } of month)
      credits.set(`${given.allianceId}/${given.nodeId}/${holder}/${deploymentId}`, units);
  }
  return credits;
}
