/** Units of USDC, each from its own source: the books, the lots, or the transfers. */
export interface IdentityFacts {
  /** All USDC that ever came in and are explained. */
  inUnits: bigint;
  /** USDC on Stellar by the books, without what is unexplained. */
  hereUnits: bigint;
  /** USDC sold or taken out. */
  soldUnits: bigint;
  /** USDC that the TFT had cost which is on Stellar, on its way, on the chain, given away, and kept by the bridge. */
  tftHereUnits: bigint;
  inTransitUnits: bigint;
  deliveredUnits: bigint;
  tftSoldUnits: bigint;
  bridgeFeeUnits: bigint;
}

/** Zero, always: what came in less what is somewhere. */
export const identityGap = (facts: IdentityFacts): bigint =>
  facts.inUnits -
  facts.hereUnits -
  facts.soldUnits -
  facts.tftHereUnits -
  facts.inTransitUnits -
  facts.deliveredUnits -
  facts.tftSoldUnits -
  facts.bridgeFeeUnits;
