import type {
  Alliance,
  AllianceKind,
  AllianceNode,
  AllianceVote,
  Governance,
  MemberState,
} from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

export const kindWords: Record<AllianceKind, string> = {
  storage: 'Storage',
  gpu: 'GPU',
  bandwidth: 'Bandwidth',
  mixed: 'Mixed',
};

export const governanceWords: Record<Governance, string> = {
  unanimity: 'Everybody agrees',
  weighted_majority: 'More than half of the weight',
};

export const allianceStatus: Record<Alliance['state'], Status> = {
  proposed: { family: 'off', shape: 'square', word: 'Proposed' },
  active: { family: 'ok', shape: 'disc', word: 'Active' },
  winding_down: { family: 'warn', shape: 'bars', word: 'Winding down' },
  dissolved: { family: 'off', shape: 'struck', word: 'Dissolved' },
};

export const memberStatus: Record<MemberState, Status> = {
  requested: { family: 'busy', shape: 'arc', word: 'Asks to join' },
  member: { family: 'ok', shape: 'disc', word: 'Member' },
  leaving: { family: 'warn', shape: 'bars', word: 'Leaving' },
  left: { family: 'off', shape: 'struck', word: 'Left' },
  declined: { family: 'off', shape: 'struck', word: 'Not taken in' },
  withdrawn: { family: 'off', shape: 'struck', word: 'Taken back' },
  expelled: { family: 'bad', shape: 'octagon', word: 'Expelled' },
};

export const contributionStatus: Record<AllianceNode['state'], Status> = {
  scheduled: { family: 'off', shape: 'square', word: 'Scheduled' },
  given: { family: 'ok', shape: 'disc', word: 'Given' },
  leaving: { family: 'warn', shape: 'bars', word: 'Withdrawn' },
  ended: { family: 'off', shape: 'struck', word: 'Ended' },
};

export const voteStatus: Record<AllianceVote['state'], Status> = {
  open: { family: 'busy', shape: 'arc', word: 'Open' },
  passed: { family: 'ok', shape: 'disc', word: 'Passed' },
  rejected: { family: 'off', shape: 'struck', word: 'Rejected' },
  expired: { family: 'off', shape: 'struck', word: 'Not enough answers' },
  void: { family: 'off', shape: 'struck', word: 'Void' },
};

export const invitationWords = {
  open: 'waits for an answer',
  accepted: 'accepted',
  declined: 'declined',
  withdrawn: 'taken back',
  expired: 'expired',
};

/** What a vote asks, as a heading. */
export function voteTitle({ kind, memberName, change }: Pick<AllianceVote, 'kind' | 'memberName' | 'change'>): string {
  switch (kind) {
    case 'join':
      return `Take in ${memberName}`;
    case 'expel':
      return `Expel ${memberName}`;
    case 'dissolve':
      return 'Dissolve the alliance';
    case 'agreement':
      return 'Agreement';
    case 'settings':
      return changeLines(change).length === 1 ? `Change: ${changeLines(change)[0]}` : 'Change the terms';
  }
}

/** What a vote on the terms changes, a line each. */
export function changeLines(change: AllianceVote['change']): string[] {
  const { slaPercent, governance, noticeDays, purpose, weights } = change ?? {};
  return [
    ...(slaPercent === undefined ? [] : [`uptime promise to ${slaPercent} %`]),
    ...(governance === undefined ? [] : [`rule for votes to “${governanceWords[governance].toLowerCase()}”`]),
    ...(noticeDays === undefined ? [] : [`notice to ${dayWords(noticeDays)}`]),
    ...(purpose === undefined ? [] : [`purpose to “${purpose}”`]),
    ...(weights === undefined ? [] : ['voting weights']),
  ];
}

export const dayWords = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
export const countWords = (count: number, one: string): string => `${count} ${count === 1 ? one : `${one}s`}`;
