import { describe, expect, it } from 'vitest';
import { compareCards, type KnownCard, type StoredCard } from './saved-cards.ts';

const card = (methodId: string, createdMs: number, fingerprint = methodId): StoredCard => ({
  methodId,
  fingerprint,
  brand: 'visa',
  last4: '4242',
  expMonth: 12,
  expYear: 2030,
  createdMs,
});
const known = (methodId: string, more: Partial<KnownCard> = {}): KnownCard => ({
  methodId,
  isDefault: false,
  removed: false,
  ...more,
});
const compare = (facts: Partial<Parameters<typeof compareCards>[0]>) =>
  compareCards({ known: [], stored: [], storedDefault: undefined, defaultUnsent: false, ...facts });

describe('our copy of the saved cards', () => {
  it('takes over what was saved there; the first becomes the default', () => {
    expect(compare({ stored: [card('a', 1)] })).toEqual({
      keep: [card('a', 1)],
      gone: [],
      detach: [],
      defaultId: 'a',
      defaultUnsent: true,
    });
  });

  it('marks what is gone there, and the default goes to the newest that is left', () => {
    const found = compare({
      known: [known('a', { isDefault: true }), known('b'), known('c')],
      stored: [card('b', 1), card('c', 2)],
    });
    expect(found).toMatchObject({ gone: ['a'], detach: [], defaultId: 'c', defaultUnsent: true });
  });

  it('never takes back what was removed here', () => {
    const found = compare({ known: [known('a', { removed: true })], stored: [card('a', 1)], storedDefault: 'a' });
    expect(found).toMatchObject({
      keep: [],
      gone: [],
      detach: [card('a', 1)],
      defaultId: undefined,
      defaultUnsent: true,
    });
  });

  it('keeps the newest of a card that was saved twice, as default if the older was', () => {
    const found = compare({
      known: [known('old', { isDefault: true })],
      stored: [card('old', 1, 'same'), card('new', 2, 'same')],
      storedDefault: 'old',
    });
    expect(found).toEqual({
      keep: [card('new', 2, 'same')],
      gone: [],
      detach: [card('old', 1, 'same')],
      defaultId: 'new',
      defaultUnsent: true,
    });
  });

  it('cards without a fingerprint are not taken for the same', () => {
    const stored = [card('a', 1), card('b', 2)].map((one) => ({ ...one, fingerprint: undefined }));
    expect(compare({ stored }).keep).toHaveLength(2);
  });
});

describe('the default', () => {
  const both = { known: [known('a', { isDefault: true }), known('b')], stored: [card('a', 1), card('b', 2)] };
  it('that was chosen there is taken over', () => {
    expect(compare({ ...both, storedDefault: 'b' })).toMatchObject({ defaultId: 'b', defaultUnsent: false });
  });
  it('that was chosen here and is not there yet stays', () => {
    expect(compare({ ...both, storedDefault: 'b', defaultUnsent: true })).toMatchObject({
      defaultId: 'a',
      defaultUnsent: true,
    });
  });
  it('that both agree on needs no call', () => {
    expect(compare({ ...both, storedDefault: 'a' })).toMatchObject({ defaultId: 'a', defaultUnsent: false });
  });
});
