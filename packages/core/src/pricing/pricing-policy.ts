/** The chain's pricing policy 1. Values are units of USD (1e-7) per hour and unit of capacity. */
export interface PricingPolicy {
  /** Per compute unit. */
  readonly cuUnits: bigint;
  /** Per storage unit. */
  readonly suUnits: bigint;
  /** Per gigabyte (1000^3 bytes) of public traffic. */
  readonly nuUnits: bigint;
  /** Per public IPv4 address. */
  readonly ipv4Units: bigint;
  /** Per unique name. */
  readonly nameUnits: bigint;
  /** Percent of a whole node's price that is paid when it is rented. */
  readonly rentPercent: bigint;
}
