import type { Node } from '@marketplace/contract';
import { useApi } from '../api/query.ts';
import { Button } from '../ui/button.tsx';
import { landPath, toPoint } from './geography.ts';
import { MapControls } from './map-controls.tsx';
import { MapLegend } from './map-legend.tsx';
import { MapPoints } from './map-points.tsx';
import { boundsOf, useMapView } from './use-map-view.ts';

interface NodeMapProps {
  /** The page of nodes that the table shows. */
  nodes: readonly Node[];
  highlighted: number | undefined;
  onArea: (bbox: string) => void;
  onSelect: (id: number) => void;
}

/** All nodes as clusters, those of the table on top; moving it offers a search, never starts one. */
export function NodeMap({ nodes, highlighted, onArea, onSelect }: NodeMapProps) {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  const { view, moved, surface, zoomBy, panBy, settle } = useMapView();
  const placed = nodes.filter(({ latitude, longitude }) => latitude !== null && longitude !== null);
  return (
    <div className="grid gap-2">
      <div className="relative aspect-[2/1]">
        <svg
          ref={surface}
          role="img"
          aria-label="Map of the nodes; the table has the same nodes"
          viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`}
          className="size-full cursor-grab touch-pan-y rounded-badge active:cursor-grabbing"
        >
          <path d={landPath} className="fill-sunken stroke-control" strokeWidth={0.5 / view.zoom} />
          {stats && <MapPoints places={stats.places} zoom={view.zoom} />}
          {placed.map((node) => (
            <NodePoint
              key={node.id}
              node={node}
              zoom={view.zoom}
              highlighted={node.id === highlighted}
              onSelect={onSelect}
            />
          ))}
        </svg>
        {moved && (
          <Button
            small
            className="absolute start-2 top-2"
            onClick={() => {
              onArea(boundsOf(view));
              settle();
            }}
          >
            Search this area
          </Button>
        )}
      </div>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <MapLegend />
        <MapControls onZoom={zoomBy} onPan={panBy} />
      </div>
    </div>
  );
}

interface NodePointProps {
  node: Node;
  zoom: number;
  highlighted: boolean;
  onSelect: (id: number) => void;
}

function NodePoint({ node, zoom, highlighted, onSelect }: NodePointProps) {
  const [x, y] = toPoint(node.longitude ?? 0, node.latitude ?? 0);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a shortcut for the pointer; the table's link does the same
    <circle
      cx={x}
      cy={y}
      r={(highlighted ? 7 : 3) / zoom}
      strokeWidth={(highlighted ? 2 : 1) / zoom}
      className={highlighted ? 'fill-surface stroke-text' : 'cursor-pointer fill-text stroke-surface'}
      onClick={() => onSelect(node.id)}
    >
      <title>{`Node ${node.id}, ${node.city}, ${node.country}`}</title>
    </circle>
  );
}
