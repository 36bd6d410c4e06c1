import { ordersAreShort } from '@marketplace/core/float';
import { formatUnits } from '@marketplace/core/money';
import { suggestedPayment } from '../../float/suggested-payment.ts';
import { passedAlerts } from '../../postgres/float-alerts.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import type { Treasury } from '../../treasury.ts';
import type { Handler } from '../operation.ts';
import { requireFloat, runwayJson } from './get-staking.ts';

export const getFloatAlerts =
  ({ store: { db }, treasury }: { store: Store; treasury: Pick<Treasury, 'network'> }): Handler<'getFloatAlerts'> =>
  async (c) => {
    const [float, { billing, float: rules }, passed] = await Promise.all([
      requireFloat(db),
      readSettings(db),
      passedAlerts(db),
    ]);
    const bounds = { graceHours: billing.graceHours, reserveHours: rules.orderReserveHours };
    const { bridgeVault: bridgeAddress } = treasury.network;
    const payment = await suggestedPayment(db, float, { bridgeAddress, lowBalanceUnits: rules.lowBalanceUnits });
    return c.json(
      {
        asOf: float.balance.seenAt.toISOString(),
        usableTft: formatUnits(float.balance.usableUnits),
        runway: runwayJson(float.runway),
        lowBalanceTft: formatUnits(rules.lowBalanceUnits),
        warnHours: [...rules.warnHours],
        passed: passed.map(({ kind, bound, passedAt }) => ({
          kind,
          bound: kind === 'low_balance' ? formatUnits(bound) : String(bound),
          at: passedAt.toISOString(),
        })),
        ordersRefused: ordersAreShort(float.runway.hours, bounds),
        ordersFromHours: bounds.graceHours + bounds.reserveHours,
        payment: payment
          ? {
              link: payment.link,
              tft: formatUnits(payment.amountUnits),
              bridgeAddress: payment.bridgeAddress,
              memo: payment.memo,
            }
          : null,
      },
      200,
    );
  };
