/** What the bridge's validators see and do on the chain; its calls become extrinsics of the next block. */
export interface BridgeAccess {
  depositFeeUnits(): bigint;
  /** Whether the deposit with this id (the hash of its Stellar transaction in hex) was brought onto the chain. */
  isMinted(id: string): boolean;
  isRefunded(id: string): boolean;
  /** Withdrawals that nobody has paid out yet, the oldest first. */
  openBurns(): OpenBurn[];
  /** Called when a withdrawal that was asked for is final. */
  onBurn(listener: () => void): () => void;
  /** Brings a deposit onto the chain: the fee is taken from these units. */
  mint(id: string, publicKey: Uint8Array, grossUnits: bigint): Promise<void>;
  signBurn(burn: OpenBurn, signature: StellarVote): Promise<void>;
  closeBurn(id: bigint): Promise<void>;
  signRefund(refund: { id: string; target: string; units: bigint }, signature: StellarVote): Promise<void>;
  closeRefund(id: string): Promise<void>;
}

export interface OpenBurn {
  id: bigint;
  /** Stellar account. */
  target: string;
  /** What is to be paid out. */
  units: bigint;
  /** sr25519 public key of the account that burnt them. */
  source?: Uint8Array;
  /** Whether the validators have signed its payment. */
  signed: boolean;
}

/** A validator's signature of a payment on Stellar. */
export interface StellarVote {
  signature: Uint8Array;
  /** `G…` */
  signer: string;
  sequence: bigint;
}
