import type { Notice } from '../notifications/index.ts';
import { deploymentsWords, dollars, dollarsToPay, hourlyDollars, hoursWords, namesWords } from './words.ts';

/** Runway at or below this also goes to those who want no mail. */
const URGENT_HOURS = 24;

/** Times come as text, such as `6 Dec 2026, 14:00 UTC`. `occasion` makes the notice one of its kind. */
interface Occasion {
  occasion: string;
  at: string;
}

export function lowBalanceNotice(
  facts: Occasion & { hours: number; availableUnits: bigint; hourlyUnits: bigint; graceHours: number },
): Notice {
  const { hours, availableUnits, hourlyUnits, graceHours, occasion, at } = facts;
  return {
    topic: 'money',
    severity: hours <= URGENT_HOURS ? 'urgent' : 'warn',
    dedupeKey: `low-balance:${hours}:${occasion}`,
    title: `Your balance lasts for less than ${hoursWords(hours)}`,
    body: [
      `On ${at} your balance was ${dollars(availableUnits)}. What runs costs ${hourlyDollars(hourlyUnits)} per hour.`,
      `When it is used up, your deployments are suspended: nothing answers, and their data is kept for ${hoursWords(graceHours)}. Top up to keep them running.`,
    ].join('\n\n'),
    link: '/balance',
    linkLabel: 'Top up',
  };
}

export function suspendedNotice(
  facts: Occasion & { names: readonly string[]; keptUntil: string; topUpUnits: bigint; keptHourlyUnits: bigint },
): Notice {
  const { names, keptUntil, topUpUnits, keptHourlyUnits, occasion, at } = facts;
  return {
    topic: 'money',
    severity: 'urgent',
    dedupeKey: `suspended:${occasion}`,
    title: `Suspended: your balance is used up`,
    body: [
      `On ${at} your balance was used up. ${namesWords(names)} can no longer be reached.`,
      `The data is kept until ${keptUntil} and deleted after that. Keeping it costs ${hourlyDollars(keptHourlyUnits)} per hour.`,
      `Top up ${dollarsToPay(topUpUnits)} and everything starts again by itself.`,
    ].join('\n\n'),
    link: '/balance',
    linkLabel: `Top up ${dollarsToPay(topUpUnits)}`,
  };
}

export function finalNotice(
  facts: Occasion & { names: readonly string[]; keptUntil: string; topUpUnits: bigint },
): Notice {
  const { names, keptUntil, topUpUnits, occasion } = facts;
  return {
    topic: 'money',
    severity: 'urgent',
    dedupeKey: `final-notice:${occasion}`,
    title: `Final notice: data of ${deploymentsWords(names.length)} is deleted on ${keptUntil}`,
    body: [
      `${namesWords(names)} ${names.length === 1 ? 'has' : 'have'} been suspended because your balance is used up.`,
      `On ${keptUntil} all data on ${names.length === 1 ? 'its disk' : 'their disks'} is deleted. It cannot be brought back after that.`,
      `Top up ${dollarsToPay(topUpUnits)} before that and everything starts again by itself.`,
    ].join('\n\n'),
    link: '/balance',
    linkLabel: `Top up ${dollarsToPay(topUpUnits)}`,
  };
}

export function graceOverNotice({ names, occasion, at }: Occasion & { names: readonly string[] }): Notice {
  return {
    topic: 'deployments',
    severity: 'urgent',
    dedupeKey: `grace-over:${occasion}`,
    title: `Deleted: ${namesWords(names)}`,
    body: `The time for which unpaid data is kept ended on ${at}. ${namesWords(names)} ${names.length === 1 ? 'was' : 'were'} deleted. Nothing more is charged for ${names.length === 1 ? 'it' : 'them'}.`,
    link: '/deployments',
    linkLabel: 'Deployments',
  };
}

export function comingBackNotice({ names, occasion }: Occasion & { names: readonly string[] }): Notice {
  return {
    topic: 'deployments',
    severity: 'info',
    dedupeKey: `coming-back:${occasion}`,
    title: `Starting again: ${namesWords(names)}`,
    body: `${namesWords(names)} ${names.length === 1 ? 'is' : 'are'} being started again. The full price is charged from the moment in which ${names.length === 1 ? 'it runs' : 'they run'}.`,
    link: '/deployments',
    linkLabel: 'Deployments',
  };
}

export interface CapNoticeFacts {
  occasion: string;
  /** Of a deployment's own limit; undefined for that of the account. */
  name?: string;
  percent: number;
  limitUnits: bigint;
  spentUnits: bigint;
  month: string;
  /** What was stopped by it just now. */
  stopped: readonly string[];
  /** The limit also refuses orders. */
  blocksOrders: boolean;
}

/** Of a limit that the charges came near to, or reached. */
export function capNotice(facts: CapNoticeFacts): Notice {
  const { occasion, name, percent, limitUnits, spentUnits, month, stopped, blocksOrders } = facts;
  const whose = name === undefined ? 'your limit' : `the limit of ${name}`;
  const isReached = percent >= 100;
  const sentences = [
    `${dollars(spentUnits)} of ${dollars(limitUnits)} for ${month} ${name === undefined ? 'is charged' : `is charged for ${name}`}.`,
    ...(stopped.length > 0
      ? [
          `${namesWords(stopped)} ${stopped.length === 1 ? 'was' : 'were'} stopped and can no longer be reached; the data is kept. It starts again when you raise the limit, or when the next month begins.`,
        ]
      : []),
    ...(isReached && blocksOrders
      ? ['No new deployment can be ordered until you raise it, or until the next month begins.']
      : []),
  ];
  return {
    topic: 'money',
    severity: stopped.length > 0 ? 'urgent' : 'warn',
    dedupeKey: `cap:${percent}:${occasion}`,
    title: isReached
      ? `${whose === 'your limit' ? 'Your limit' : `The limit of ${name}`} for ${month} is reached`
      : `${percent} % of ${whose} for ${month} is used`,
    body: sentences.join('\n\n'),
    link: '/balance/limits',
    linkLabel: 'Limits',
  };
}
