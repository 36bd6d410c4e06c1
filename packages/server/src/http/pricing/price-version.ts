import type { PriceVersion as PriceVersionJson } from '@marketplace/contract';
import { ruleChanges, statusOf, versionInForce } from '@marketplace/core/pricing';
import { findPriceVersion, readPriceVersions, type StoredPriceVersion } from '../../postgres/pricing.ts';
import type { Database } from '../../postgres/store.ts';
import { priceRuleJson } from './price-rule.ts';

/** Versions as they are shown, each with what it changed in the one before it. */
export async function priceVersionsJson(
  db: Database,
  versions: readonly StoredPriceVersion[],
  now: Date,
): Promise<PriceVersionJson[]> {
  const inForce = versionInForce(await readPriceVersions(db, now), now.getTime())?.version;
  const known = new Map(versions.map((version) => [version.version, version]));
  return Promise.all(
    versions.map(async (version) => {
      const before = known.get(version.version - 1) ?? (await findPriceVersion(db, version.version - 1));
      return {
        version: version.version,
        status: statusOf(version, inForce, now.getTime()),
        rule: priceRuleJson(version.rule),
        effectiveAt: version.effectiveAt.toISOString(),
        reason: version.reason,
        publishedAt: version.publishedAt.toISOString(),
        publishedBy: version.publishedBy,
        withdrawnAt: version.withdrawnAt?.toISOString() ?? null,
        changes: before ? ruleChanges(before.rule, version.rule) : [],
      };
    }),
  );
}
