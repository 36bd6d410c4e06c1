import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from './node-cursor.ts';

const ghent = { latitude: 51.05, longitude: 3.72 };
const text = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a cursor', () => {
  it('comes back as it went out', () => {
    const position = { value: '81000000', id: 7 };
    expect(decodeCursor(encodeCursor({ sort: '-price' }, position), { sort: '-price' })).toEqual(position);
  });

  it('belongs to its sort, and one by distance to its place', () => {
    const near = encodeCursor({ sort: 'distance', near: ghent }, { value: '12.5', id: 7 });
    expect(decodeCursor(near, { sort: 'distance', near: ghent })).toEqual({ value: '12.5', id: 7 });
    expect(decodeCursor(near, { sort: 'distance', near: { ...ghent, latitude: 52 } })).toBeUndefined();
    expect(decodeCursor(near, { sort: 'price', near: ghent })).toBeUndefined();
  });

  it.each(['x', '', 'W10', text(['price', '1e9', 1]), text(['price', '1.5', 1]), text(['price', null])])(
    'that is none is refused: %j',
    (cursor) => {
      expect(decodeCursor(cursor, { sort: 'price' })).toBeUndefined();
    },
  );
});
