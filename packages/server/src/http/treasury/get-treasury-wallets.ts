import type { TreasuryWallets } from '@marketplace/contract';
import { billingPriceMusd } from '@marketplace/core/payouts';
import type { StellarLine } from '../../postgres/chain-facts.ts';
import type { Store } from '../../postgres/store.ts';
import { readTreasuryFacts, type TreasuryFacts } from '../../postgres/treasury-facts.ts';
import type { Treasury } from '../../treasury.ts';
import type { Handler } from '../operation.ts';
import { amountText } from './amounts.ts';

export const getTreasuryWallets =
  ({ store, treasury }: { store: Store; treasury: Treasury }): Handler<'getTreasuryWallets'> =>
  async (c) => {
    const facts = await readTreasuryFacts(store.db);
    const { passphrase, usdc, tft, bridgeVault } = treasury.network;
    const wallets: TreasuryWallets = {
      asOf: c.get('now').toISOString(),
      mode: modeOf(treasury),
      ...walletsJson(facts),
      free: facts.free ? { usdc: amountText(facts.free.usdcUnits), tft: amountText(facts.free.tftUnits) } : null,
      tftPriceUsd: facts.price ? amountText(BigInt(billingPriceMusd(facts.price.value)) * 10_000n) : null,
      priceAt: facts.price?.seenAt.toISOString() ?? null,
      bridgeFees: facts.bridgeFees
        ? {
            deposit: stored(facts.bridgeFees.value.depositUnits),
            withdraw: stored(facts.bridgeFees.value.withdrawUnits),
          }
        : null,
      network: { passphrase, usdc, tft, bridge: bridgeVault },
    };
    return c.json(wallets, 200);
  };

function modeOf({ account, signer }: Treasury): TreasuryWallets['mode'] {
  if (account === undefined) return 'not_configured';
  return signer ? 'signs' : 'watch_only';
}

const stored = (units: string): string => amountText(BigInt(units));

function walletsJson({
  stellar,
  hotTwin,
  stash,
}: TreasuryFacts): Pick<TreasuryWallets, 'stellar' | 'hotTwin' | 'stash'> {
  return {
    stellar: stellar
      ? {
          address: stellar.value.address,
          exists: stellar.value.exists,
          xlm: {
            held: stored(stellar.value.xlmUnits),
            reserve: stored(stellar.value.xlmReserveUnits),
            spendable: stored(stellar.value.xlmSpendableUnits),
          },
          usdc: lineJson(stellar.value.usdc),
          tft: lineJson(stellar.value.tft),
          readAt: stellar.seenAt.toISOString(),
        }
      : null,
    hotTwin: hotTwin
      ? {
          address: hotTwin.value.address,
          twinId: hotTwin.value.twinId,
          free: stored(hotTwin.value.freeUnits),
          reserved: stored(hotTwin.value.reservedUnits),
          usable: stored(hotTwin.value.usableUnits),
          readAt: hotTwin.seenAt.toISOString(),
        }
      : null,
    stash: stash?.value
      ? {
          address: stash.value.address,
          free: stored(stash.value.freeUnits),
          usable: stored(stash.value.usableUnits),
          readAt: stash.seenAt.toISOString(),
        }
      : null,
  };
}

const lineJson = (line: StellarLine | null) =>
  line && { held: stored(line.units), spendable: stored(line.spendableUnits), limit: stored(line.limitUnits) };
