import { checkFormula, storedFormula } from '@marketplace/core/alliances';
import { dayStartMs } from '@marketplace/core/payouts';
import { everyMember } from '../../postgres/alliance-agreements.ts';
import { simulateFormula } from '../../postgres/alliance-earnings.ts';
import { presentMembers } from '../../postgres/alliance-members.ts';
import { actorOf } from '../context.ts';
import { usdJson } from '../money.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';
import type { AllianceParts } from './alliance.ts';
import { formulaFrom } from './formula.ts';
import { reachInside } from './reach.ts';

const DAYS = 30;

export const simulateAllianceFormula =
  ({ store }: AllianceParts): Handler<'simulateAllianceFormula'> =>
  async (c) => {
    const { alliance } = await reachInside(store.db, c.req.valid('param').id, actorOf(c).user.id);
    const members = await everyMember(store.db, alliance.id);
    const formula = formulaFrom(c.req.valid('json').formula, members);
    const present = (await presentMembers(store.db, alliance.id)).filter(({ state }) => state !== 'requested');
    const errors = checkFormula(
      formula,
      present.map(({ user_id }) => user_id),
    );
    if (errors.length > 0) throw new HttpProblem('validation_failed', 'This formula cannot be agreed on.', { errors });
    const to = new Date(dayStartMs(c.get('now').getTime()));
    const from = new Date(to.getTime() - DAYS * 86_400_000);
    const simulated = await simulateFormula(store.db, { allianceId: alliance.id, from, to }, storedFormula(formula));
    const found = new Map(simulated.members.map((member) => [member.userId, member]));
    const shown = members.filter(
      ({ userId }) => found.has(userId) || present.some(({ user_id }) => user_id === userId),
    );
    return c.json(
      {
        from: from.toISOString(),
        to: to.toISOString(),
        hours: simulated.hours,
        total: usdJson(simulated.totalUnits),
        members: shown.map(({ memberId, userId, name }) => ({
          memberId,
          name,
          got: usdJson(found.get(userId)?.got ?? 0n),
          would: usdJson(found.get(userId)?.would ?? 0n),
        })),
      },
      200,
    );
  };
