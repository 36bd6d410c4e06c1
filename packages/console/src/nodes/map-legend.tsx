import { cx } from '../ui/cx.ts';
import { type Cluster, heatSteps } from './clusters.ts';
import { heatFills } from './map-points.tsx';

export function MapLegend({ className }: { className?: string }) {
  return (
    <p className={cx('flex items-center gap-1.5 whitespace-nowrap text-micro sm:gap-3 text-text-3', className)}>
      Nodes
      {heatSteps.map((least, at) => (
        <span key={least} className="figures flex items-center gap-1">
          <svg viewBox="0 0 20 20" className="size-4" aria-hidden="true">
            <circle cx="10" cy="10" r={4 + at * 1.5} className={heatFills[(at + 1) as Cluster['step']]} />
          </svg>
          {at === heatSteps.length - 1 ? `${least}\u00a0+` : least}
        </span>
      ))}
    </p>
  );
}
