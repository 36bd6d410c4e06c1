import type { VoteKind } from '@marketplace/core/alliances';
import { changeMember, findMember } from '../postgres/alliance-members.ts';
import type { VoteRow } from '../postgres/alliance-votes.ts';
import { changeAlliance } from '../postgres/alliances.ts';
import type { Tx } from '../postgres/store.ts';
import type { AllianceAct } from './act.ts';
import { agreementWords, followAgreement } from './follow-agreement.ts';
import { admit, giveNotice, turnDown, windDown } from './transitions.ts';

/** What follows from the end of a vote, in the transaction that ends it. Each kind has its own. */
export type VoteEffect = (act: AllianceAct, vote: VoteRow, passed: boolean) => Promise<void>;

export const effects: Record<VoteKind, VoteEffect> = {
  async join(act, vote, passed) {
    const member = await memberOf(act, vote);
    await (passed ? admit(act, member) : turnDown(act, member));
  },
  async expel(act, vote, passed) {
    if (passed) await giveNotice(act, await memberOf(act, vote), 'expelled');
  },
  async dissolve(act, _, passed) {
    if (passed) await windDown(act);
  },
  async settings(act, vote, passed) {
    if (passed) await changeSettings(act, vote);
  },
  agreement: followAgreement,
};

/** What a vote is about, in words: a member's name, a version of the agreement, or the settings that change. */
export async function subjectOf(tx: Tx, vote: VoteRow): Promise<string> {
  const { alliance_id, member_id, change } = vote;
  if (vote.kind === 'agreement') return agreementWords(tx, vote);
  if (member_id !== null) return (await findMember(tx, alliance_id, member_id))?.name ?? 'a member';
  return Object.keys(change ?? {})
    .map((field) => settingWords[field] ?? field)
    .join(', ');
}

export const settingWords: Record<string, string> = {
  name: 'name',
  kind: 'kind',
  purpose: 'purpose',
  slaPercent: 'uptime promise',
  governance: 'rule for votes',
  quorum: 'quorum',
  noticeDays: 'notice',
  weights: 'voting weights',
};

async function memberOf({ tx, alliance }: AllianceAct, { member_id }: VoteRow) {
  const member = member_id === null ? undefined : await findMember(tx, alliance.id, member_id);
  if (!member) throw new Error('a vote about a member lost its member');
  return member;
}

async function changeSettings(act: AllianceAct, { change }: VoteRow): Promise<void> {
  const { tx, now, alliance } = act;
  const { purpose, slaPercent, governance, noticeDays, weights } = change ?? {};
  await changeAlliance(tx, alliance.id, {
    ...(purpose === undefined ? {} : { purpose }),
    ...(slaPercent === undefined ? {} : { sla_ppm: ppmOf(slaPercent) }),
    ...(governance === undefined ? {} : { governance }),
    ...(noticeDays === undefined ? {} : { notice_days: noticeDays }),
    updated_at: now,
  });
  for (const { memberId, weight } of weights ?? []) {
    const member = await findMember(tx, alliance.id, memberId);
    if (member) await changeMember(tx, memberId, { weight, updated_at: now });
  }
  act.record({
    action: 'alliance.settings_changed',
    before: {
      purpose: alliance.purpose,
      slaPercent: percentOf(alliance.sla_ppm),
      governance: alliance.governance,
      noticeDays: alliance.notice_days,
    },
    after: { ...change },
  });
}

/** Parts per million of a percentage of at most four decimals: 99.95 is 999500. */
export const ppmOf = (percent: number): number => Math.round(percent * 10_000);
export const percentOf = (ppm: number): number => ppm / 10_000;
