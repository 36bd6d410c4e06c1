import { writeDollars } from '../money/index.ts';
import type { Notice } from '../notifications/index.ts';

/** `99.95 %` of parts per million; rounded down to four decimals, so that it never looks better than it was. */
export function uptimeWords(ppm: bigint): string {
  const [whole, rest] = [ppm / 10_000n, ppm % 10_000n];
  const decimals = rest.toString().padStart(4, '0').replace(/0+$/, '');
  return decimals ? `${whole}.${decimals} %` : `${whole} %`;
}

export interface SlaNews {
  allianceId: string;
  allianceName: string;
  allianceSlug: string;
  nodeId: number;
  /** YYYY-MM. */
  month: string;
  promisedPpm: bigint;
  measuredPpm: bigint;
  units: bigint;
}

const shortfall = ({ nodeId, measuredPpm, promisedPpm, month }: SlaNews) =>
  `In ${month} node ${nodeId} was online ${uptimeWords(measuredPpm)} of the time we know of. The promise was ${uptimeWords(promisedPpm)}.`;

/** To whoever used the node. */
export const slaCreditNotice = (news: SlaNews & { deploymentId: string; deploymentName: string }): Notice => ({
  topic: 'money',
  severity: 'info',
  dedupeKey: `sla-credit:${news.allianceId}:${news.month}:${news.nodeId}:${news.deploymentId}`,
  title: `${writeDollars(news.units)} back: a node was online less than promised`,
  body: `${shortfall(news)}\n\n${writeDollars(news.units)} of what ${news.deploymentName} was charged there is on your balance again.`,
  link: '/statement',
  linkLabel: 'See the statement',
});

/** To whoever brought the node. */
export const slaChargeNotice = (news: SlaNews): Notice => ({
  topic: 'provider',
  severity: 'warn',
  dedupeKey: `sla-charge:${news.allianceId}:${news.month}:${news.nodeId}`,
  title: `Node ${news.nodeId} was online less than ${news.allianceName} promises`,
  body:
    news.units > 0n
      ? `${shortfall(news)}\n\n${writeDollars(news.units)} of what you earned on it in the alliance goes back to the people who used it.`
      : `${shortfall(news)}\n\nNobody is credited for it, so it costs you nothing.`,
  link: `/provider/alliances/${news.allianceSlug}/uptime`,
  linkLabel: 'See the month',
});
