import type { Node } from '@marketplace/contract';
import type { Status } from '../ui/status-badge.tsx';

/** Ghent, Belgium; the country alone when the city is unknown. */
export function nodePlace(node: Pick<Node, 'city' | 'country'>): string {
  const city = node.city.trim();
  return city && city.toLowerCase() !== 'unknown' && city !== node.country ? `${city}, ${node.country}` : node.country;
}

const looks: Record<Node['status'], Status> = {
  up: { family: 'ok', shape: 'disc', word: 'Online' },
  down: { family: 'bad', shape: 'octagon', word: 'Offline' },
  standby: { family: 'off', shape: 'square', word: 'Standby' },
};

export const nodeStatus = (status: Node['status']): Status => looks[status];

export const uptimeWords = (percent: number | null): string =>
  percent === null ? 'unknown' : `${percent.toFixed(2)} %`;
