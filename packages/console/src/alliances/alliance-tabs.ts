import type { LinkProps } from '@tanstack/react-router';

/** Parts of an alliance in the order of its tabs; each is a route below `/provider/alliances/$slug`. */
export const allianceTabs: readonly (readonly [name: string, to: LinkProps['to']])[] = [
  ['Overview', '/provider/alliances/$slug'],
  ['Members', '/provider/alliances/$slug/members'],
  ['Nodes', '/provider/alliances/$slug/nodes'],
  ['Votes', '/provider/alliances/$slug/votes'],
  ['Agreements', '/provider/alliances/$slug/agreements'],
  ['Earnings', '/provider/alliances/$slug/earnings'],
  ['Uptime', '/provider/alliances/$slug/uptime'],
];
