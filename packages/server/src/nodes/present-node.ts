import type { Node } from '@marketplace/contract/nodes';
import { formatUnits } from '@marketplace/core/money';
import { type FoundNode, isExposed } from '@marketplace/core/nodes';

/** A node in the form of the HTTP contract. */
export function presentNode({ node, monthlyFromUnits, notOfferable, distanceKm }: FoundNode): Node {
  return {
    id: node.id,
    farmId: node.farmId,
    farmName: node.farmName,
    country: node.country,
    countryCode: node.countryCode,
    city: node.city,
    region: node.region,
    latitude: node.latitude,
    longitude: node.longitude,
    status: node.status,
    total: node.total,
    free: node.free,
    gpus: [...node.gpus],
    certified: node.certified,
    dedicated: node.dedicated,
    ipv4Free: node.ipv4Free,
    ipv6: node.ipv6,
    features: [...node.features],
    uptimePercent: node.uptimePercent,
    alliances: [...(node.alliances ?? [])],
    exposed: isExposed(node),
    offerable: notOfferable === undefined,
    notOfferableReason: notOfferable?.reason ?? null,
    monthlyFrom: monthlyFromUnits === null ? null : { currency: 'USD', amount: formatUnits(monthlyFromUnits) },
    ...(distanceKm === undefined ? {} : { distanceKm }),
    updatedAt: new Date(node.reportedAtMs).toISOString(),
  };
}
