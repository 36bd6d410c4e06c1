import { decideAlerts, type FloatAlert } from '@marketplace/core/float';
import { formatUnits } from '@marketplace/core/money';
import type { Notice } from '@marketplace/core/notifications';
import type { FloatSettings } from '@marketplace/core/settings';
import type { Float } from '../../float/read-float.ts';
import { type SuggestedPayment, suggestedPayment } from '../../float/suggested-payment.ts';
import { hasOperator, markPassed, passedAlerts, rearm } from '../../postgres/float-alerts.ts';
import { notifyRole } from '../../postgres/notifications.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { FloatParts } from './parts.ts';

/** Tells operators of a low balance and of a short runway, each bound once per fall, with a payment that helps. */
export async function tellAlerts({ store, clock, newId, treasury }: FloatParts, float: Float): Promise<void> {
  const now = clock.now();
  const { usableUnits } = float.balance;
  await store.transaction(async (tx) => {
    if (!(await hasOperator(tx))) return;
    const { float: rules } = await readSettings(tx);
    const known = await passedAlerts(tx);
    const decision = decideAlerts(rules, { usableUnits, runwayHours: float.runway.hours }, known);
    for (const alert of decision.rearmed) await rearm(tx, alert);
    const fresh = new Set<FloatAlert>();
    for (const alert of decision.passed) if (await markPassed(tx, alert, now)) fresh.add(alert);
    if (fresh.size === 0) return;
    const { lowBalanceUnits } = rules;
    const { bridgeVault: bridgeAddress } = treasury.network;
    const payment = await suggestedPayment(tx, float, { bridgeAddress, lowBalanceUnits });
    for (const alert of decision.tell.filter((each) => fresh.has(each)))
      await notifyRole(tx, {
        role: 'cloud-operator',
        notice: noticeOf(alert, { float, rules, payment, now }),
        now,
        newId,
      });
  });
}

interface Told {
  float: Float;
  rules: FloatSettings;
  payment: SuggestedPayment | undefined;
  now: Date;
}

/** Whoever has only days left is told by mail, whatever they chose. */
const URGENT_HOURS = 72n;

function noticeOf({ kind, bound }: FloatAlert, { float, rules, payment, now }: Told): Notice {
  const { balance, runway } = float;
  const usable = `${tft(balance.usableUnits)} TFT are on twin ${balance.twinId ?? '?'}, of which ${tft(runway.burnUnits)} TFT an hour pay for what runs`;
  const orders = `New orders are refused below ${days(BigInt(rules.orderReserveHours))} and the grace of unpaid machines; what runs goes on until the last TFT.`;
  const pay = payment
    ? `\n\nSend ${tft(payment.amountUnits)} TFT with TF Connect: ${payment.link}\n\nOr send TFT on Stellar to ${payment.bridgeAddress} with the text memo ${payment.memo}.`
    : '';
  return {
    topic: 'operator',
    severity: kind === 'runway' && bound <= URGENT_HOURS ? 'urgent' : 'warn',
    dedupeKey: `float:${kind}:${bound}:${now.toISOString()}`,
    title:
      kind === 'runway'
        ? `The marketplace’s TFT lasts ${days(BigInt(runway.hours ?? 0))}`
        : `The marketplace has less than ${tft(bound)} TFT`,
    body: `${usable}. ${orders}${pay}`,
    link: '/operator/treasury/alerts',
    linkLabel: 'See the payment code',
  };
}

const tft = (units: bigint): string => formatUnits(units).replace(/\.?0+$/, '');

/** `3 days 4 hours`, without the part that is nothing. */
export function days(hours: bigint): string {
  const parts = [count(hours / 24n, 'day'), count(hours % 24n, 'hour')].filter(Boolean);
  return parts.length === 0 ? 'less than an hour' : parts.join(' ');
}

const count = (n: bigint, word: string) => (n === 0n ? '' : `${n} ${word}${n === 1n ? '' : 's'}`);
