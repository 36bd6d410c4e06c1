import {
  ANSWER_WITHIN_MS,
  acceptProposal,
  checkFormula,
  type Formula,
  storedFormula,
} from '@marketplace/core/alliances';
import { type Refusal, refuse } from '@marketplace/core/refusal';
import { agreementOf, insertAgreement, lapseAgreements, listAgreements } from '../postgres/alliance-agreements.ts';
import { type MemberRow, presentMembers } from '../postgres/alliance-members.ts';
import type { AllianceAct } from './act.ts';
import { openVote } from './open-vote.ts';

export interface Proposal {
  formula: Formula;
  /** YYYY-MM-DD, UTC. */
  effectiveOn: string;
  comment: string | undefined;
  by: MemberRow;
}

/** Every version ever agreed on fits: an alliance changes its agreement once a day at most. */
const ALL = 10_000;

/** Writes a version down and asks the members; whoever proposes consents. Answers its id, or why not. */
export async function proposeAgreement(
  act: AllianceAct,
  { formula, effectiveOn, comment, by }: Proposal,
): Promise<string | Refusal<'validation_failed' | 'agreement_open'>> {
  const { tx, now, newId, alliance } = act;
  await lapseAgreements(tx, now);
  const others = await listAgreements(tx, { allianceId: alliance.id, limit: ALL });
  const effectiveFromMs = Date.parse(`${effectiveOn}T00:00:00Z`);
  const refusal = acceptProposal({ nowMs: now.getTime(), effectiveFromMs, others: others.map(agreementOf) });
  if (refusal) return refusal;
  const members = (await presentMembers(tx, alliance.id)).filter(({ state }) => state !== 'requested');
  const errors = checkFormula(
    formula,
    members.map(({ user_id }) => user_id),
  );
  if (errors.length > 0) return refuse('validation_failed', 'This formula cannot be agreed on.', { errors });
  const id = newId(now);
  const version = (others[0]?.version ?? 0) + 1;
  await insertAgreement(tx, {
    id,
    allianceId: alliance.id,
    version,
    formula: storedFormula(formula),
    effectiveOn,
    comment: comment ?? null,
    proposedBy: by.user_id,
    now,
  });
  act.record({
    action: 'alliance_agreement.proposed',
    after: { version, effectiveOn, formula: storedFormula(formula) },
  });
  await openVote(act, {
    kind: 'agreement',
    agreementId: id,
    openedBy: { userId: by.user_id, name: by.name },
    ballotOf: by,
    closesAt: new Date(Math.min(effectiveFromMs, now.getTime() + ANSWER_WITHIN_MS)),
  });
  return id;
}
