import type { Notice } from '@marketplace/core/notifications';
import type { Clock } from '../clock.ts';
import type { NewId } from '../ids.ts';
import { notify } from '../postgres/notifications.ts';
import { peopleTold, peopleWithDeployments } from '../postgres/price-audience.ts';
import { findPriceVersion, type StoredPriceVersion } from '../postgres/pricing.ts';
import type { Store } from '../postgres/store.ts';

export interface AnnounceParts {
  store: Store;
  clock: Clock;
  newId: NewId;
}

/**
 * Tells everybody with deployments that prices will change and theirs do not, or, of a change that was withdrawn, those
 * who were told of it. Each person in a transaction of their own; a repeat tells nobody twice.
 */
export async function announcePrices({ store, clock, newId }: AnnounceParts, version: number): Promise<void> {
  const change = await findPriceVersion(store.db, version);
  if (!change) throw new Error(`there is no price version ${version}`);
  const people = change.withdrawn
    ? await peopleTold(store.db, announcedKey(version))
    : await peopleWithDeployments(store.db);
  const notice = change.withdrawn ? withdrawnNotice(change) : announcement(change);
  for (const userId of people) await store.transaction((tx) => notify(tx, { userId, notice, now: clock.now(), newId }));
}

const announcedKey = (version: number) => `price-change:${version}`;

const announcement = ({ version, effectiveAt, reason }: StoredPriceVersion): Notice => ({
  topic: 'money',
  severity: 'info',
  dedupeKey: announcedKey(version),
  title: `Prices change on ${day(effectiveAt)}`,
  body: `From ${minute(effectiveAt)} UTC on, new deployments have other prices.${reason ? ` ${sentence(reason)}` : ''}\n\nWhat you have deployed keeps the price that you accepted, for as long as it stays as it is. You need to do nothing.`,
  link: '/deployments',
  linkLabel: 'See your deployments',
});

const withdrawnNotice = ({ version, effectiveAt }: StoredPriceVersion): Notice => ({
  topic: 'money',
  severity: 'info',
  dedupeKey: `${announcedKey(version)}:withdrawn`,
  title: `Prices do not change on ${day(effectiveAt)}`,
  body: 'The change of prices that was announced has been withdrawn. Prices stay as they are; so does the price of what you have deployed.',
  link: '/deployments',
  linkLabel: 'See your deployments',
});

const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);
const day = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' }).format(at);
const minute = (at: Date) => `${day(at)}, ${at.toISOString().slice(11, 16)}`;
