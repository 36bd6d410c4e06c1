/** A card as the card processor keeps it. */
export interface StoredCard {
  /** The processor's id of it. */
  methodId: string;
  /** The same for the same card number; undefined where the processor gives none. */
  fingerprint: string | undefined;
  brand: string;
  last4: string;
  expMonth: number;
  expYear: number;
  createdMs: number;
}

/** A card of our copy, removed ones included. */
export interface KnownCard {
  methodId: string;
  isDefault: boolean;
  removed: boolean;
}

export interface CardComparison {
  known: readonly KnownCard[];
  stored: readonly StoredCard[];
  /** The default at the processor. */
  storedDefault: string | undefined;
  /** Our default was chosen here and is not there yet: it counts more than theirs. */
  defaultUnsent: boolean;
}

export interface CardChanges {
  /** To be kept in our copy as they are there. */
  keep: StoredCard[];
  /** Gone there: to be marked as removed here. */
  gone: string[];
  /** Still there but not wanted: removed here before, or saved again since. */
  detach: StoredCard[];
  defaultId: string | undefined;
  /** The processor has another default than we want. */
  defaultUnsent: boolean;
}

/**
 * What makes our copy equal to the processor's cards. What was removed here stays removed; of a card that was saved twice
 * the newest is kept; whoever has cards has one default.
 */
export function compareCards({ known, stored, storedDefault, defaultUnsent }: CardComparison): CardChanges {
  const removed = new Set(known.filter((card) => card.removed).map(({ methodId }) => methodId));
  const wanted = stored.filter(({ methodId }) => !removed.has(methodId)).toSorted(newestFirst);
  const keep = wanted.filter((card) => keeperOf(card, wanted) === card);
  const ours = known.find((card) => card.isDefault)?.methodId;
  const kept = (methodId: string | undefined): string | undefined => {
    const card = wanted.find((one) => one.methodId === methodId);
    return card && keeperOf(card, wanted).methodId;
  };
  const chosen = defaultUnsent ? (kept(ours) ?? kept(storedDefault)) : (kept(storedDefault) ?? kept(ours));
  const defaultId = chosen ?? keep[0]?.methodId;
  const there = new Set(stored.map(({ methodId }) => methodId));
  return {
    keep,
    gone: known.filter((card) => !card.removed && !there.has(card.methodId)).map(({ methodId }) => methodId),
    detach: stored.filter((card) => !keep.includes(card)),
    defaultId,
    defaultUnsent: defaultId !== storedDefault,
  };
}

/** The newest of those with the same number. */
const keeperOf = (card: StoredCard, newest: readonly StoredCard[]): StoredCard =>
  (card.fingerprint && newest.find(({ fingerprint }) => fingerprint === card.fingerprint)) || card;

const newestFirst = (a: StoredCard, b: StoredCard): number =>
  b.createdMs - a.createdMs || (a.methodId < b.methodId ? 1 : -1);
