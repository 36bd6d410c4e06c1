import { useMemo } from 'react';
import { type Cluster, clusters, type Place } from './clusters.ts';
import { toPoint } from './geography.ts';

const radii: Record<Cluster['step'], number> = { 1: 3, 2: 4.5, 3: 6, 4: 7.5, 5: 9.5 };
export const heatFills: Record<Cluster['step'], string> = {
  1: 'fill-(--heat-3)',
  2: 'fill-(--heat-3)',
  3: 'fill-(--heat-4)',
  4: 'fill-(--heat-4)',
  5: 'fill-(--heat-5)',
};

interface MapPointsProps {
  places: readonly Place[];
  zoom: number;
}

/** Size and tone grow with the number of nodes. */
export function MapPoints({ places, zoom }: MapPointsProps) {
  const drawn = useMemo(() => clusters(places, zoom, toPoint), [places, zoom]);
  return (
    <g>
      {drawn.map(({ x, y, nodes, step }) => (
        <circle
          key={`${x}:${y}`}
          cx={x}
          cy={y}
          r={radii[step] / zoom}
          className={`${heatFills[step]} stroke-surface`}
          strokeWidth={1 / zoom}
        >
          <title>{nodes === 1 ? '1 node' : `${nodes} nodes`}</title>
        </circle>
      ))}
    </g>
  );
}
