import { useCallback, useEffect, useRef, useState } from 'react';
import { MAP_HEIGHT, MAP_WIDTH, toDegrees } from './geography.ts';

/** The part of the drawing that is seen, in its units. */
export interface MapView {
  x: number;
  y: number;
  width: number;
  height: number;
  zoom: number;
}

const whole: MapView = { x: 0, y: 0, width: MAP_WIDTH, height: MAP_HEIGHT, zoom: 1 };
const MOST_ZOOM = 20;

/** Zoom and place of the map; by buttons or dragging. */
export function useMapView() {
  const surface = useRef<SVGSVGElement>(null);
  const [view, setView] = useState(whole);
  const [moved, setMoved] = useState(false);
  const change = useCallback((next: (old: MapView) => MapView) => {
    setView(next);
    setMoved(true);
  }, []);
  const zoomBy = useCallback((factor: number) => change((old) => zoomed(old, factor)), [change]);
  const panBy = useCallback(
    (x: number, y: number) => change((old) => panned(old, x * old.width, y * old.height)),
    [change],
  );

  useEffect(() => {
    const svg = surface.current;
    if (!svg) return;
    return drag(svg, (dx, dy) =>
      change((old) => panned(old, -dx * (old.width / svg.clientWidth), -dy * (old.height / svg.clientHeight))),
    );
  }, [change]);
  return { view, moved, surface, zoomBy, panBy, settle: () => setMoved(false) };
}

/** west,south,east,north of what is seen, as the API wants it. */
export function boundsOf({ x, y, width, height }: MapView): string {
  const middle = y + height / 2;
  const [west] = toDegrees(x, middle);
  const [east] = toDegrees(x + width, middle);
  const [, north] = toDegrees(x + width / 2, y);
  const [, south] = toDegrees(x + width / 2, y + height);
  return [west, south, east, north].map((degrees) => degrees.toFixed(2)).join(',');
}

function zoomed(old: MapView, factor: number): MapView {
  const zoom = Math.min(MOST_ZOOM, Math.max(1, old.zoom * factor));
  const width = MAP_WIDTH / zoom;
  const height = MAP_HEIGHT / zoom;
  return kept({ zoom, width, height, x: old.x + (old.width - width) / 2, y: old.y + (old.height - height) / 2 });
}

const panned = (old: MapView, dx: number, dy: number): MapView => kept({ ...old, x: old.x + dx, y: old.y + dy });

/** Never beyond the edge of the world. */
function kept(view: MapView): MapView {
  return {
    ...view,
    x: Math.min(MAP_WIDTH - view.width, Math.max(0, view.x)),
    y: Math.min(MAP_HEIGHT - view.height, Math.max(0, view.y)),
  };
}

function drag(svg: SVGSVGElement, onMove: (dx: number, dy: number) => void): () => void {
  let last: { x: number; y: number } | undefined;
  const down = (event: PointerEvent) => {
    last = { x: event.clientX, y: event.clientY };
  };
  const move = (event: PointerEvent) => {
    if (!last || event.buttons === 0) return;
    onMove(event.clientX - last.x, event.clientY - last.y);
    last = { x: event.clientX, y: event.clientY };
  };
  const up = () => {
    last = undefined;
  };
  svg.addEventListener('pointerdown', down);
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  return () => {
    svg.removeEventListener('pointerdown', down);
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
  };
}
