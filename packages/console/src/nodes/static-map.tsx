import { useApi } from '../api/query.ts';
import { countWords } from '../ui/size.ts';
import { landPath, MAP_HEIGHT, MAP_WIDTH } from './geography.ts';
import { MapLegend } from './map-legend.tsx';
import { MapPoints } from './map-points.tsx';

/** All nodes on a still map; the table of nodes is its equal for those who do not see it. */
export function StaticMap() {
  const stats = useApi('getNodeStats', undefined, { staleTime: 60_000 }).data;
  const summary = stats
    ? `Map of the world: ${countWords(stats.nodesUp)} nodes online in ${stats.countries.length} countries`
    : 'Map of the world';
  return (
    <div className="relative flex size-full flex-col">
      <svg role="img" aria-label={summary} viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`} className="min-h-0 w-full flex-1">
        <path d={landPath} className="fill-sunken stroke-control" strokeWidth="0.5" />
        {stats && <MapPoints places={stats.places} zoom={1} />}
      </svg>
      <MapLegend className="absolute bottom-0 start-0 max-sm:static" />
    </div>
  );
}
