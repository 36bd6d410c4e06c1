import { UNREADABLE } from '../../stripe/signed-event.ts';
import { type EventFamily, unreadable } from './family.ts';

/** Signed bodies that are no event at all. */
export const unreadableEvents: EventFamily = {
  handles: (type) => type === UNREADABLE,
  work: async () => async () => unreadable('the body is not JSON with an id and a type; it is kept as base64'),
};
