export interface Place {
  latitude: number;
  longitude: number;
  nodes: number;
}

export interface Cluster {
  x: number;
  y: number;
  nodes: number;
  /** Of the five steps of the heat ramp, few to many. */
  step: 1 | 2 | 3 | 4 | 5;
}

/** Steps of the ramp and of the legend: at least so many nodes. */
export const heatSteps = [1, 5, 20, 50, 100] as const;

/** Joins places that would touch at this zoom; a cluster lies at the mean of its nodes. */
export function clusters(
  places: readonly Place[],
  zoom: number,
  toPoint: (longitude: number, latitude: number) => [number, number],
  cell = 16,
): Cluster[] {
  const cells = new Map<string, { x: number; y: number; nodes: number }>();
  for (const { latitude, longitude, nodes } of places) {
    if (nodes <= 0) continue;
    const [x, y] = toPoint(longitude, latitude);
    const key = `${Math.floor((x * zoom) / cell)}:${Math.floor((y * zoom) / cell)}`;
    const sum = cells.get(key) ?? { x: 0, y: 0, nodes: 0 };
    cells.set(key, { x: sum.x + x * nodes, y: sum.y + y * nodes, nodes: sum.nodes + nodes });
  }
  return [...cells.values()]
    .map(({ x, y, nodes }) => ({ x: x / nodes, y: y / nodes, nodes, step: heatStep(nodes) }))
    .sort((a, b) => b.nodes - a.nodes);
}

export function heatStep(nodes: number): Cluster['step'] {
  const above = heatSteps.filter((least) => nodes >= least).length;
  return Math.max(1, above) as Cluster['step'];
}
