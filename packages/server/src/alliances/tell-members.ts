import { type AllianceNews, newsNotice } from '@marketplace/core/alliances';
import { presentMembers } from '../postgres/alliance-members.ts';
import { notify } from '../postgres/notifications.ts';
import type { AllianceAct } from './act.ts';

/** Tells everybody who is a member now, but not whoever did it. */
export async function tellMembers(
  act: Pick<AllianceAct, 'tx' | 'now' | 'newId' | 'alliance'>,
  news: AllianceNews,
  { occasion, except }: { occasion: string; except?: string | undefined },
): Promise<void> {
  const { tx, now, newId, alliance } = act;
  const notice = newsNotice(alliance, news, occasion);
  for (const { user_id: userId, state } of await presentMembers(tx, alliance.id))
    if (state !== 'requested' && userId !== except) await notify(tx, { userId, notice, now, newId });
}
