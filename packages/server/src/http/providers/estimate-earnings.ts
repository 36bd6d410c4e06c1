import type { EarningsEstimate } from '@marketplace/contract';
import { entryFor, HOURS_PER_MONTH } from '@marketplace/core/pricing';
import {
  type EarningsCase,
  estimateEarnings as estimate,
  FARMER_PERCENT,
  FIRST_SPEC_PAYING_FARMERS,
} from '@marketplace/core/providers';
import { readFact } from '../../postgres/chain-facts.ts';
import { lastShares } from '../../postgres/node-pool.ts';
import { readSettings } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import { requireFacts, type Supply } from '../supply.ts';

export const estimateEarnings =
  (parts: { store: Store; supply: Supply }): Handler<'estimateEarnings'> =>
  async (c) => {
    const { nodeId } = c.req.valid('query');
    const [facts, network, policyFact, { providers }] = await Promise.all([
      requireFacts(parts.supply, c.get('now')),
      readFact(parts.store.db, 'network'),
      readFact(parts.store.db, 'pricing_policy'),
      readSettings(parts.store.db),
    ]);
    const node = facts.nodes.find((candidate) => candidate.id === nodeId);
    if (!node) throw new HttpProblem('not_found', `The grid does not list node ${nodeId}.`);
    if (!network || !policyFact)
      throw new HttpProblem('temporarily_unavailable', 'The chain was not read yet. Try again in a moment.');
    const { specVersion } = network.value;
    const { discountSharePercent } = providers;
    const sharePercent = (await lastShares(parts.store.db, [nodeId])).get(nodeId) ?? providers.sharePercent;
    const { percent, fixedMonthlyUnits, minimumMonthlyUnits } = entryFor(facts.rule, 'vm');
    const markup = { percent, fixedMonthlyUnits };
    const { discountPassedOnPercent } = facts.rule;
    const cases = estimate({
      node: { ...node.total, certified: node.certified },
      policy: facts.policy,
      markup,
      minimumMonthlyUnits,
      sharePercent,
      discountSharePercent,
      discountPassedOnPercent,
      specVersion,
    });
    return c.json(
      {
        nodeId,
        hoursPerMonth: Number(HOURS_PER_MONTH),
        chain: {
          specVersion,
          paysProviders: specVersion >= FIRST_SPEC_PAYING_FARMERS,
          providerPercent: Number(FARMER_PERCENT),
        },
        sharePercent,
        discountSharePercent,
        discountPassedOnPercent,
        markupPercent: markup.percent,
        markupFixedMonthly: usdJson(markup.fixedMonthlyUnits),
        cases: cases.map(caseJson),
        asOf: policyFact.seenAt.toISOString(),
      },
      200,
    );
  };

const caseJson = (found: EarningsCase): EarningsEstimate['cases'][number] => ({
  use: found.use,
  cpu: found.footprint.cpu,
  memoryMb: found.footprint.memoryMb,
  ssdMb: found.footprint.ssdMb,
  hddMb: found.footprint.hddMb,
  grid: usdJson(found.gridUnits),
  compute: usdJson(found.computeUnits),
  storage: usdJson(found.storageUnits),
  certification: usdJson(found.certificationUnits),
  markup: usdJson(found.markupUnits),
  levels: found.levels.map((at) => ({
    level: at.level,
    discountPercent: at.discountPercent,
    bill: usdJson(at.billUnits),
    paidByChain: usdJson(at.paidByChainUnits),
    ofMarkup: usdJson(at.ofMarkupUnits),
    ofDiscount: usdJson(at.ofDiscountUnits),
    paidByMarketplace: usdJson(at.paidByMarketplaceUnits),
  })),
});
