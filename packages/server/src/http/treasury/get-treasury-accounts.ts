import type { TreasuryAccounts } from '@marketplace/contract';
import { identityGap } from '@marketplace/core/treasury';
import type { Store } from '../../postgres/store.ts';
import { tftGap, treasurySums } from '../../postgres/treasury-accounts.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { amountText } from './amounts.ts';

export const getTreasuryAccounts =
  ({ store }: { store: Store }): Handler<'getTreasuryAccounts'> =>
  async (c) => {
    const { usdc, tft, unexplained, ...sums } = await treasurySums(store.db);
    const accounts: TreasuryAccounts = {
      asOf: c.get('now').toISOString(),
      usdc: {
        in: amountText(usdc.inUnits),
        here: amountText(usdc.hereUnits),
        sold: amountText(usdc.soldUnits),
        tftHere: amountText(usdc.tftHereUnits),
        inTransit: amountText(usdc.inTransitUnits),
        delivered: amountText(usdc.deliveredUnits),
        tftSold: amountText(usdc.tftSoldUnits),
        bridgeFees: amountText(usdc.bridgeFeeUnits),
        difference: amountText(identityGap(usdc)),
      },
      tft: {
        bought: amountText(tft.boughtUnits),
        opening: amountText(tft.openingUnits),
        broughtBack: amountText(tft.broughtBackUnits),
        here: amountText(tft.hereUnits),
        inTransit: amountText(tft.inTransitUnits),
        delivered: amountText(tft.deliveredUnits),
        bridgeFees: amountText(tft.bridgeFeeUnits),
        sold: amountText(tft.soldUnits),
        difference: amountText(tftGap(tft)),
      },
      networkFeesXlm: amountText(sums.networkFeeUnits),
      exchangeResult: usdJson(sums.exchangeUnits),
      slippage: usdJson(sums.slippageUnits),
      unexplained: {
        usdc: amountText(unexplained.usdc),
        tft: amountText(unexplained.tft),
        xlm: amountText(unexplained.xlm),
      },
    };
    return c.json(accounts, 200);
  };
