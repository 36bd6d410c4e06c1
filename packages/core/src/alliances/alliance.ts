import { type Refusal, refuse } from '../refusal/index.ts';

export const allianceKinds = ['storage', 'gpu', 'bandwidth', 'mixed'] as const;
export type AllianceKind = (typeof allianceKinds)[number];

export const allianceStates = ['proposed', 'active', 'winding_down', 'dissolved'] as const;
/** `proposed` gathers members, `active` works, `winding_down` keeps what runs until its end, `dissolved` is over. */
export type AllianceState = (typeof allianceStates)[number];

const moves: Record<AllianceState, readonly AllianceState[]> = {
  proposed: ['active', 'dissolved'],
  active: ['winding_down'],
  winding_down: ['dissolved'],
  dissolved: [],
};

const words: Record<AllianceState, string> = {
  proposed: 'not active yet',
  active: 'active',
  winding_down: 'winding down',
  dissolved: 'dissolved',
};

/** What asking for a state means now: a move, nothing because it is so already, or no. */
export function judgeMove(from: AllianceState, to: AllianceState): 'move' | 'nothing' | Refusal<'alliance_state'> {
  if (from === to) return 'nothing';
  if (moves[from].includes(to)) return 'move';
  return refuse('alliance_state', `This alliance is ${words[from]}.`, { state: from });
}

/** Whether it can be made active with so many members. */
export function judgeActivation(
  state: AllianceState,
  members: number,
  quorum: number,
): 'move' | 'nothing' | Refusal<'alliance_state' | 'quorum_missing'> {
  const judged = judgeMove(state, 'active');
  if (judged !== 'move' || members >= quorum) return judged;
  return refuse('quorum_missing', `It can be activated with ${quorum} members; it has ${members}.`, {
    members,
    quorum,
  });
}

/** What an act needs: a refusal when the alliance is in none of the states. */
export const requireState = (
  state: AllianceState,
  ...allowed: readonly AllianceState[]
): Refusal<'alliance_state'> | undefined =>
  allowed.includes(state) ? undefined : refuse('alliance_state', `This alliance is ${words[state]}.`, { state });

const DAY_MS = 86_400_000;
/** An invitation, and a question to the members, waits so long for its answers. */
export const ANSWER_WITHIN_MS = 14 * DAY_MS;

/** When a notice that is given now ends. While an alliance is only proposed nobody relies on anything yet: at once. */
export const noticeEndMs = (
  { state, noticeDays }: { state: AllianceState; noticeDays: number },
  nowMs: number,
): number => (state === 'proposed' ? nowMs : nowMs + noticeDays * DAY_MS);
