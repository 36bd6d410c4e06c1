import type { Notice } from '../notifications/index.ts';
import type { VoteKind } from './governance.ts';

/** What members of an alliance are told. Names are those under which people are members; dates are written out. */
export type AllianceNews =
  | { kind: 'joined'; name: string }
  | { kind: 'vote_opened'; vote: VoteKind; about: string; by: string; closes: string }
  | { kind: 'vote_closed'; vote: VoteKind; about: string; outcome: 'passed' | 'rejected' | 'expired' }
  | { kind: 'terms_changed'; fields: readonly string[] }
  | { kind: 'activated' }
  | { kind: 'leaving'; name: string; ends: string }
  | { kind: 'left'; name: string }
  | { kind: 'expelled'; name: string; ends: string }
  | { kind: 'node_given'; nodeId: number; name: string }
  | { kind: 'node_withdrawn'; nodeId: number; name: string; ends: string }
  | { kind: 'node_lost'; nodeId: number; name: string }
  | { kind: 'winding_down'; ends: string }
  | { kind: 'dissolved' };

/** Pages of an alliance in the console. */
type Tab = '' | '/members' | '/nodes' | '/votes' | '/agreements';

interface Words {
  title: string;
  body: string;
  tab: Tab;
  severity?: Notice['severity'];
}

/** `occasion` tells two happenings of one kind apart: the same one is told to a person once. */
export function newsNotice(
  alliance: { id: string; slug: string; name: string },
  news: AllianceNews,
  occasion: string,
): Notice {
  const { title, body, tab, severity = 'info' } = words(alliance.name, news);
  return {
    topic: 'provider',
    severity,
    dedupeKey: `alliance:${alliance.id}:${news.kind}:${occasion}`,
    title,
    body,
    link: `/provider/alliances/${alliance.slug}${tab}`,
    linkLabel: news.kind === 'vote_opened' ? 'Answer' : 'Open the alliance',
  };
}

function words(alliance: string, news: AllianceNews): Words {
  switch (news.kind) {
    case 'vote_opened':
    case 'vote_closed':
      return voteWords(alliance, news);
    case 'node_given':
    case 'node_withdrawn':
    case 'node_lost':
      return nodeWords(alliance, news);
    case 'joined':
      return {
        title: `${news.name} joined ${alliance}`,
        body: `${news.name} is a member of ${alliance} now.`,
        tab: '/members',
      };
    case 'leaving':
      return {
        title: `${news.name} leaves ${alliance}`,
        body: `The membership of ${news.name} ends on ${news.ends}. Until then their nodes and their share count as before; they do not vote any more.`,
        tab: '/members',
        severity: 'warn',
      };
    case 'left':
      return {
        title: `${news.name} left ${alliance}`,
        body: `${news.name} is no longer a member of ${alliance}.`,
        tab: '/members',
      };
    case 'expelled':
      return {
        title: `${news.name} was expelled from ${alliance}`,
        body: `The members decided it. Nodes and share of ${news.name} count until ${news.ends}.`,
        tab: '/members',
        severity: 'warn',
      };
    case 'terms_changed':
      return {
        title: `The terms of ${alliance} changed`,
        body: `Changed: ${news.fields.join(', ')}. If you do not agree, you may leave.`,
        tab: '',
        severity: 'warn',
      };
    case 'activated':
      return {
        title: `${alliance} is active`,
        body: 'Its page is public now, and its nodes are offered under its name.',
        tab: '',
      };
    case 'winding_down':
      return {
        title: `${alliance} is winding down`,
        body: `It ends on ${news.ends}. Nothing new is offered under its name; what runs keeps its terms until then.`,
        tab: '',
        severity: 'warn',
      };
    case 'dissolved':
      return { title: `${alliance} is dissolved`, body: 'All nodes belong to their providers alone again.', tab: '' };
  }
}

/** What a vote asks, as a clause. */
export const voteClause = (kind: VoteKind, about: string): string =>
  ({
    join: `to take in ${about}`,
    expel: `to expel ${about}`,
    dissolve: 'to dissolve the alliance',
    agreement: `on ${about}`,
    settings: `to change ${about}`,
  })[kind];

function voteWords(alliance: string, news: Extract<AllianceNews, { kind: 'vote_opened' | 'vote_closed' }>): Words {
  const clause = voteClause(news.vote, news.about);
  const tab = news.vote === 'agreement' ? '/agreements' : '/votes';
  if (news.kind === 'vote_opened')
    return {
      title: `${alliance}: a vote waits for you`,
      body: `${news.by} asks ${clause}. Answer by ${news.closes}.`,
      tab,
      severity: 'warn',
    };
  const ending = { passed: 'passed', rejected: 'was rejected', expired: 'ended without enough answers' }[news.outcome];
  return { title: `${alliance}: a vote ${ending}`, body: `The vote ${clause} ${ending}.`, tab };
}

function nodeWords(alliance: string, news: Extract<AllianceNews, { nodeId: number }>): Words {
  const node = `Node ${news.nodeId}`;
  switch (news.kind) {
    case 'node_given':
      return { title: `${node} was given to ${alliance}`, body: `${news.name} gave it.`, tab: '/nodes' };
    case 'node_withdrawn':
      return {
        title: `${node} is withdrawn from ${alliance}`,
        body: `${news.name} withdrew it. It is no longer offered under the alliance’s name and counts until ${news.ends}.`,
        tab: '/nodes',
        severity: 'warn',
      };
    case 'node_lost':
      return {
        title: `${node} left ${alliance}`,
        body: `It is no longer a node of ${news.name} on this marketplace.`,
        tab: '/nodes',
        severity: 'warn',
      };
  }
}

/** To whoever was invited and is known here. */
export const invitationNotice = (invitation: {
  id: string;
  alliance: string;
  by: string;
  message: string | null;
  expires: string;
}): Notice => ({
  topic: 'provider',
  severity: 'info',
  dedupeKey: `alliance-invitation:${invitation.id}`,
  title: `${invitation.by} invites you to the alliance ${invitation.alliance}`,
  body: [
    ...(invitation.message ? [`They write: ${invitation.message}`] : []),
    `You may accept or decline until ${invitation.expires}.`,
  ].join('\n\n'),
  link: '/provider/alliances',
  linkLabel: 'See the invitation',
});

/** To somebody who asked to join, or was expelled: what became of it. */
export const membershipNotice = (about: {
  memberId: string;
  alliance: { slug: string; name: string };
  became: 'admitted' | 'declined' | 'expelled';
  ends?: string;
}): Notice => {
  const { name, slug } = about.alliance;
  const text = {
    admitted: [`You are a member of ${name}`, 'Its members took you in.'],
    declined: [`${name} did not take you in`, 'Its members did not agree. You may ask again later.'],
    expelled: [
      `You were expelled from ${name}`,
      `Its members decided it. Your nodes and your share count until ${about.ends}; what runs on your nodes goes on.`,
    ],
  }[about.became] as [string, string];
  return {
    topic: 'provider',
    severity: about.became === 'expelled' ? 'urgent' : 'info',
    dedupeKey: `alliance-member:${about.memberId}:${about.became}`,
    title: text[0],
    body: text[1],
    link: about.became === 'admitted' ? `/provider/alliances/${slug}` : '/provider/alliances',
    linkLabel: about.became === 'admitted' ? 'Open the alliance' : 'See your alliances',
  };
};
