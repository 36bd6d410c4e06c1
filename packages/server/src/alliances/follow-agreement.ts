import { decideAgreement, listAgreements } from '../postgres/alliance-agreements.ts';
import type { VoteRow } from '../postgres/alliance-votes.ts';
import type { Tx } from '../postgres/store.ts';
import type { AllianceAct } from './act.ts';

/** What follows when the members have decided, in the transaction that ends their vote. */
export async function followAgreement(act: AllianceAct, vote: VoteRow, passed: boolean): Promise<void> {
  const { tx, now, alliance } = act;
  const [row] = await listAgreements(tx, { allianceId: alliance.id, id: vote.agreement_id ?? '', limit: 1 });
  if (!row) throw new Error('a vote on an agreement lost its agreement');
  const inTime = now < row.effectiveAt;
  const status = !inTime ? 'lapsed' : passed ? 'accepted' : 'rejected';
  if (!(await decideAgreement(tx, row.id, status, now))) return;
  act.record({
    action: `alliance_agreement.${status}`,
    before: { status: 'proposed' },
    after: { version: row.version, effectiveOn: row.effectiveAt.toISOString().slice(0, 10) },
  });
}

/** What a vote on an agreement is about, in words. */
export async function agreementWords(tx: Tx, vote: VoteRow): Promise<string> {
  const [row] = await listAgreements(tx, { allianceId: vote.alliance_id, id: vote.agreement_id ?? '', limit: 1 });
  return row
    ? `version ${row.version} of the agreement, from ${row.effectiveAt.toISOString().slice(0, 10)}`
    : 'an agreement';
}
