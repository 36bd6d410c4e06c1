import { expect, test } from 'vitest';
import { clusters, heatStep } from './clusters.ts';

const flat = (longitude: number, latitude: number): [number, number] => [longitude, latitude];
const place = (longitude: number, latitude: number, nodes: number) => ({ longitude, latitude, nodes });

test('places that would touch become one at the mean of their nodes; no node is lost', () => {
  const drawn = clusters([place(1, 1, 10), place(3, 1, 30), place(100, 100, 5), place(5, 5, 0)], 1, flat);
  expect(drawn).toHaveLength(2);
  expect(drawn[0]).toMatchObject({ x: 2.5, y: 1, nodes: 40 });
  expect(drawn.reduce((all, { nodes }) => all + nodes, 0)).toBe(45);
});

test('zooming in takes them apart', () => {
  expect(clusters([place(1, 1, 10), place(3, 1, 30)], 20, flat)).toHaveLength(2);
});

test('the ramp has five steps', () => {
  expect([1, 4, 5, 20, 99, 100, 5000].map(heatStep)).toEqual([1, 1, 2, 3, 4, 5, 5]);
});
