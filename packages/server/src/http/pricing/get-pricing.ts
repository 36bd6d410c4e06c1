import type { Pricing } from '@marketplace/contract';
import { apps } from '@marketplace/core/catalog';
import { formatUnits } from '@marketplace/core/money';
import { readFact } from '../../postgres/chain-facts.ts';
import { lastPriceVersion, readPriceVersions } from '../../postgres/pricing.ts';
import type { Database, Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { priceVersionsJson } from './price-version.ts';

export const getPricing =
  (parts: { store: Store }): Handler<'getPricing'> =>
  async (c) =>
    c.json(await pricingJson(parts.store.db, c.get('now')), 200);

export async function pricingJson(db: Database, now: Date): Promise<Pricing> {
  const [last, live, staking] = await Promise.all([lastPriceVersion(db), readPriceVersions(db, now), stakingJson(db)]);
  const shown = await priceVersionsJson(db, live, now);
  const active = shown.find(({ status }) => status === 'active');
  if (!active) throw new Error('no price rule is in force');
  return {
    lastVersion: last.version,
    active,
    scheduled: shown
      .filter(({ status }) => status === 'scheduled')
      .sort((a, b) => a.effectiveAt.localeCompare(b.effectiveAt) || a.version - b.version),
    apps: apps.map(({ id, name }) => ({ id, name })),
    staking,
  };
}

async function stakingJson(db: Database): Promise<Pricing['staking']> {
  const [account, price] = await Promise.all([readFact(db, 'operator_account'), readFact(db, 'tft_price')]);
  if (!account || !price) return null;
  const { averageMusd, minMusd, maxMusd } = price.value;
  return {
    usableTft: formatUnits(BigInt(account.value.usableUnits)),
    tftPriceUsd: formatUnits(BigInt(Math.min(Math.max(averageMusd, minMusd), maxMusd)) * 10_000n),
    asOf: account.seenAt.toISOString(),
  };
}
