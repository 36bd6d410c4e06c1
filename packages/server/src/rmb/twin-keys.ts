/** What messaging needs of our own twin: signing and key agreement, never the secrets themselves. */
export interface TwinKeys {
  /** sr25519 signature, 64 bytes. */
  sign(message: Uint8Array): Uint8Array;
  /** sha256 of the x coordinate of the secp256k1 point shared with the peer, 32 bytes. */
  sharedKey(peerPublicKey: Uint8Array): Uint8Array;
}

/** What the chain says about a twin that we talk to. */
export interface PeerTwin {
  /** Account key that its messages are signed with: sr25519 or ed25519, 32 bytes. */
  publicKey: Uint8Array;
  /** Compressed secp256k1 key; without one its messages travel unencrypted. */
  encryptionPublicKey?: Uint8Array;
}
