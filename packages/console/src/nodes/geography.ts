import { geoEqualEarth, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import land from 'world-atlas/land-110m.json';

/** Size of the drawing in its own units; two to one. */
export const MAP_WIDTH = 960;
export const MAP_HEIGHT = 480;

const projection = geoEqualEarth().fitExtent(
  [
    [2, 2],
    [MAP_WIDTH - 2, MAP_HEIGHT - 2],
  ],
  // Nobody hosts in Antarctica: the map ends below Cape Horn.
  {
    type: 'MultiPoint',
    coordinates: [
      [-169, 0],
      [179.9, 0],
      [0, 80],
      [0, -57],
    ],
  },
);

const topology = land as unknown as Topology<{ land: GeometryCollection }>;

/** Outline of all land, computed once. */
export const landPath: string = geoPath(projection).digits(1)(feature(topology, topology.objects.land)) ?? '';

/** Where a place lies on the drawing. */
export function toPoint(longitude: number, latitude: number): [x: number, y: number] {
  return projection([longitude, latitude]) ?? [0, 0];
}

/** Degrees of a point of the drawing, kept on the globe. */
export function toDegrees(x: number, y: number): [longitude: number, latitude: number] {
  const [longitude = 0, latitude = 0] = projection.invert?.([x, y]) ?? [];
  return [Math.min(180, Math.max(-180, longitude)), Math.min(90, Math.max(-90, latitude))];
}
