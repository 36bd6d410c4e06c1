/** A point on the globe, in degrees. */
export interface Point {
  readonly latitude: number;
  readonly longitude: number;
}

const EARTH_RADIUS_KM = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Along the great circle, in kilometres to one decimal; NaN where a coordinate is not known. */
export function distanceKm(from: Point, to: Point): number {
  const [a, b] = [radians(from.latitude), radians(to.latitude)];
  const height = Math.sin((b - a) / 2) ** 2;
  const width = Math.cos(a) * Math.cos(b) * Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  const share = Math.min(1, height + width);
  return Math.round(2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(share)) * 10) / 10;
}
