import { appById, footprintOf } from '@marketplace/core/catalog';
import type { GridNode } from '@marketplace/core/nodes';
import { type PriceFacts, pricerOf } from '@marketplace/core/pricing';
import type { NodePrices } from './node-source.ts';

const VM = 'vm';

/**
 * The monthly price of the smallest virtual machine on a node, over its cheapest image, without an address; units of USD.
 * Null where no machine is sold: on nodes that are rented whole only. The prices themselves are the key: what does not
 * change them changes nothing that is shown.
 */
export function smallestMonthly(facts: PriceFacts): NodePrices {
  const prices = smallestFootprints().map((footprint) => pricerOf(VM, footprint, facts));
  const least = (certified: boolean) =>
    prices
      .map((price) => price({ certified, extraFeeMusd: 0 }).monthlyUnits)
      .reduce((left, right) => (left < right ? left : right));
  const [plain, certified] = [least(false), least(true)];
  return {
    key: `${plain} ${certified}`,
    monthlyFromUnits: (node: GridNode) =>
      node.dedicated || node.extraFeeMusd > 0 ? null : node.certified ? certified : plain,
  };
}

function smallestFootprints() {
  const vm = appById(VM);
  const smallest = vm?.sizes[0];
  if (!vm || !smallest) throw new Error('the catalog has lost its virtual machine');
  return vm.images.map((image) => footprintOf(image.kind, smallest.size, false));
}
