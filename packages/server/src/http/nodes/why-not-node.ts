import { whyNotPlaced } from '@marketplace/core/deployments';
import { whyExcluded } from '@marketplace/core/nodes';
import type { Store } from '../../postgres/store.ts';
import { resolveMachine } from '../catalog/quote-order.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem } from '../problems.ts';
import type { Supply } from '../supply.ts';
import { askedFilters } from './asked-filters.ts';

export const whyNotNode =
  (parts: { store: Store; supply: Supply }): Handler<'whyNotNode'> =>
  async (c) => {
    const { id } = c.req.valid('param');
    const { appId, imageId, sizeId, cpu, memoryMb, diskGb, publicIpv4, ...asked } = c.req.valid('query');
    const machine = machineOf({ appId, imageId, sizeId, cpu, memoryMb, diskGb });
    const filters = await askedFilters(parts.store, c, asked);
    const row = (await parts.supply.index()).byId.get(id);
    if (!row) throw new HttpProblem('not_found', `There is no node ${id}.`);
    const obstacles = machine ? whyNotPlaced(machine, publicIpv4 ?? false, row.node) : [];
    const reasons = [
      ...whyExcluded(row, filters).map((one) => ({
        filter: one.filter === 'within' ? 'mine' : one.filter,
        reason: one.reason,
      })),
      ...obstacles.map((reason) => ({ filter: 'order', reason })),
    ];
    return c.json({ nodeId: id, fits: reasons.length === 0, reasons }, 200);
  };

interface AskedMachine {
  appId?: string | undefined;
  imageId?: string | undefined;
  sizeId?: string | undefined;
  cpu?: number | undefined;
  memoryMb?: number | undefined;
  diskGb?: number | undefined;
}

/** What is to be ordered; undefined when the query names no app. */
function machineOf({ appId, imageId, sizeId, cpu, memoryMb, diskGb }: AskedMachine) {
  if (appId === undefined) {
    if (imageId ?? sizeId ?? cpu ?? memoryMb ?? diskGb) throw fieldProblem('appId', 'must name the app of the order');
    return undefined;
  }
  if (imageId === undefined) throw fieldProblem('imageId', 'must be given with appId');
  const parts = [cpu, memoryMb, diskGb];
  if (parts.every((part) => part === undefined))
    return resolveMachine({ appId, imageId, sizeId, placement: { mode: 'auto' }, publicIpv4: false });
  if (cpu === undefined || memoryMb === undefined || diskGb === undefined)
    throw fieldProblem('cpu', 'must be given with memoryMb and diskGb');
  const size = { cpu, memoryMb, diskGb };
  return resolveMachine({ appId, imageId, sizeId, size, placement: { mode: 'auto' }, publicIpv4: false });
}
