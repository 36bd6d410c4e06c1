import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  apiFilters,
  changed,
  filterChips,
  nextSort,
  readNodeSearch,
  readSavedQuery,
  savedQuery,
  sorts,
} from './node-search.ts';

describe('the address of a node search', () => {
  test('what the API knows is read, whatever the router made of it', () => {
    const search = {
      country: 'Belgium',
      minCpu: '4',
      minMemoryGb: 8,
      ipv4: 'true',
      gpu: false,
      sort: '-uptime',
      node: '11',
    };
    expect(readNodeSearch(search)).toEqual({
      country: 'Belgium',
      minCpu: 4,
      minMemoryGb: 8,
      ipv4: true,
      gpu: false,
      sort: '-uptime',
      node: 11,
    });
  });

  test.each([
    { minCpu: -1 },
    { minCpu: 1.5 },
    { minCpu: 'many' },
    { minUptime: 101 },
    { sort: 'name' },
    { status: 'asleep' },
    { bbox: '1,2,3' },
    { node: 0 },
    { country: '' },
    { unknown: 'x' },
  ])('%j is dropped', (search) => {
    expect(readNodeSearch(search)).toEqual({});
  });

  test('nothing throws on any address', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (search) => typeof readNodeSearch(search) === 'object'),
    );
  });

  test('the API gets filters alone, flags as words', () => {
    const query = apiFilters({ ipv4: true, gpu: false, view: 'map', node: 11, sort: 'price', minCpu: 2 });
    expect(query).toEqual({ ipv4: 'true', gpu: 'false', sort: 'price', minCpu: 2 });
  });

  test('each filter has a chip, sort and view have none', () => {
    const chips = filterChips({
      country: 'Belgium',
      minMemoryGb: 8,
      ipv4: true,
      bbox: '1,2,3,4',
      sort: 'id',
      view: 'list',
      node: 3,
    });
    expect(chips.map(({ words }) => words)).toEqual([
      'Country: Belgium',
      'Memory ≥ 8 GB',
      'Public IPv4',
      'Area on the map',
    ]);
  });

  test('a distance needs a place to measure from', () => {
    expect(readNodeSearch({ maxDistanceKm: 50, sort: 'distance' })).toEqual({});
    expect(readNodeSearch({ near: '91,0', maxDistanceKm: 50 })).toEqual({});
    const search = readNodeSearch({ near: '51.05, 3.72', maxDistanceKm: '50', sort: 'distance' });
    expect(search).toEqual({ near: '51.05,3.72', maxDistanceKm: 50, sort: 'distance' });
    expect(changed(search, { near: undefined })).toEqual({});
  });

  test('a saved search comes back as it was', () => {
    const search = { country: 'Belgium', gpu: true, dedicated: false, near: '51.05,3.72', mine: true, farmId: 3 };
    expect(savedQuery({ ...search, view: 'list', node: 3 })).not.toContain('node=');
    expect(readSavedQuery(savedQuery(search))).toEqual(search);
  });

  test('a column sorts up, then down', () => {
    expect(nextSort(undefined, 'price')).toBe('price');
    expect(nextSort('price', 'price')).toBe('-price');
    expect(nextSort('-price', 'price')).toBe('price');
    expect(sorts).toContain(nextSort('cpu', 'cpu'));
  });
});
