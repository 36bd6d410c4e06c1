import type { AllianceAgreement } from '@marketplace/contract';
import { formulaOf, statusAt, versionInForce } from '@marketplace/core/alliances';
import { type AgreementRow, agreementOf, everyMember, listAgreements } from '../../postgres/alliance-agreements.ts';
import { listVotes } from '../../postgres/alliance-votes.ts';
import type { Database } from '../../postgres/store.ts';
import { HttpProblem } from '../problems.ts';
import { formulaJson } from './formula.ts';
import { votesJson } from './vote.ts';

export const noSuchAgreement = () => new HttpProblem('not_found', 'There is no agreement with this id.');

/** As a member sees them. */
export async function agreementsJson(
  db: Database,
  { allianceId, userId, now }: { allianceId: string; userId: string; now: Date },
  rows: readonly AgreementRow[],
): Promise<AllianceAgreement[]> {
  const [members, all] = await Promise.all([
    everyMember(db, allianceId),
    listAgreements(db, { allianceId, limit: 10_000 }),
  ]);
  const inForce = versionInForce(all.map(agreementOf), now.getTime())?.version;
  const loadVote = async (id: string | null) => {
    const votes = await listVotes(db, { allianceId, id: id ?? '', state: 'all', limit: 1 });
    return votesJson(db, allianceId, votes, userId);
  };
  return Promise.all(
    rows.map(async (row) => {
      const [consent] = await loadVote(row.voteId);
      if (!consent) throw new Error(`agreement ${row.id} was never put to the vote`);
      return {
        id: row.id,
        version: row.version,
        formula: formulaJson(formulaOf(row.formula), members),
        effectiveOn: row.effectiveAt.toISOString().slice(0, 10),
        comment: row.comment,
        state: stateOf(row, inForce, now),
        proposedBy: row.proposerName ?? '',
        proposedByYou: row.proposedBy === userId,
        proposedAt: row.proposedAt.toISOString(),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        consent,
      };
    }),
  );
}

function stateOf(row: AgreementRow, inForce: number | undefined, now: Date): AllianceAgreement['state'] {
  const status = statusAt(agreementOf(row), now.getTime());
  if (status !== 'accepted') return status;
  if (row.effectiveAt > now) return 'scheduled';
  return row.version === inForce ? 'in_force' : 'superseded';
}

export async function loadAgreement(
  db: Database,
  reader: { allianceId: string; userId: string; now: Date },
  id: string,
): Promise<AllianceAgreement> {
  const rows = await listAgreements(db, { allianceId: reader.allianceId, id, limit: 1 });
  const [found] = await agreementsJson(db, reader, rows);
  if (!found) throw noSuchAgreement();
  return found;
}
