import { appById, footprintOf } from '@marketplace/core/catalog';
import type { GridNode } from '@marketplace/core/nodes';
import { type Markup, type PricingPolicy, priceOrder } from '@marketplace/core/pricing';

/**
 * The monthly price of the smallest virtual machine on a node, over its cheapest image, without an address; units of USD.
 * Null where no machine is sold: on nodes that are rented whole only. Prices are computed once per kind of node.
 */
export function smallestMonthly(policy: PricingPolicy, markup: Markup, minimumMonthlyUnits = 0n) {
  const footprints = smallestFootprints();
  const known = new Map<boolean, bigint>();
  return (node: GridNode): bigint | null => {
    if (node.dedicated || node.extraFeeMusd > 0) return null;
    const { certified } = node;
    let monthly = known.get(certified);
    if (monthly === undefined) {
      monthly = footprints
        .map((footprint) => ({ footprint, node: { certified, extraFeeMusd: 0 }, policy, markup, minimumMonthlyUnits }))
        .map((input) => priceOrder(input).monthlyUnits)
        .reduce((least, price) => (price < least ? price : least));
      known.set(certified, monthly);
    }
    return monthly;
  };
}

function smallestFootprints() {
  const vm = appById('vm');
  const smallest = vm?.sizes[0];
  if (!vm || !smallest) throw new Error('the catalog has lost its virtual machine');
  return vm.images.map((image) => footprintOf(image.kind, smallest.size, false));
}
