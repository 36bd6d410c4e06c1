import ArrowDown from 'lucide-react/icons/arrow-down';
import ArrowLeft from 'lucide-react/icons/arrow-left';
import ArrowRight from 'lucide-react/icons/arrow-right';
import ArrowUp from 'lucide-react/icons/arrow-up';
import Minus from 'lucide-react/icons/minus';
import Plus from 'lucide-react/icons/plus';

interface MapControlsProps {
  onZoom: (factor: number) => void;
  onPan: (x: number, y: number) => void;
}

/** Nothing needs dragging: six buttons do the same. */
export function MapControls({ onZoom, onPan }: MapControlsProps) {
  const buttons = [
    ['Zoom in', Plus, () => onZoom(1.6)],
    ['Zoom out', Minus, () => onZoom(1 / 1.6)],
    ['Move west', ArrowLeft, () => onPan(-0.25, 0)],
    ['Move east', ArrowRight, () => onPan(0.25, 0)],
    ['Move north', ArrowUp, () => onPan(0, -0.25)],
    ['Move south', ArrowDown, () => onPan(0, 0.25)],
  ] as const;
  return (
    <fieldset aria-label="Move the map" className="flex rounded-control border border-line">
      {buttons.map(([name, Icon, act]) => (
        <button
          key={name}
          type="button"
          title={name}
          onClick={act}
          className="inline-flex size-7 items-center justify-center text-text-2 hover:bg-hover hover:text-text pointer-coarse:size-10"
        >
          <Icon className="size-3.5" strokeWidth={1.75} aria-hidden="true" />
          <span className="sr-only">{name}</span>
        </button>
      ))}
    </fieldset>
  );
}
