import { createHash } from 'node:crypto';
import { Keypair } from '@stellar/stellar-sdk/base';

const names = {
  faucet: 'faucet',
  usdcIssuer: 'usdc issuer',
  tftIssuer: 'tft issuer',
  marketMaker: 'market maker',
  bridgeVault: 'bridge vault',
};
export type OwnKey = keyof typeof names;

/** Keys of the sandbox's own accounts. Anybody can derive them; they are worth nothing anywhere else. */
export function ownKey(name: OwnKey): Keypair {
  const seed = createHash('sha256').update(`sandbox stellar ${names[name]}`).digest();
  return Keypair.fromRawEd25519Seed(new Uint8Array(seed));
}
