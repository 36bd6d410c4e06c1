import type { Config } from './config.ts';
import {
  createHorizon,
  type Horizon,
  type StellarNetwork,
  type StellarSigner,
  stellarSigner,
} from './stellar/index.ts';

/** The operator's account on Stellar, and who may sign for it. */
export interface Treasury {
  horizon: Horizon;
  network: StellarNetwork;
  /** Undefined when none is configured: the treasury then only shows the chain. */
  account: string | undefined;
  /** Undefined in watch-only mode: a person signs elsewhere. */
  signer: StellarSigner | undefined;
}

export function createTreasury({ stellar, encryptionKey }: Pick<Config, 'stellar' | 'encryptionKey'>): Treasury {
  const { horizonUrl, network, secret } = stellar;
  const signer =
    secret === undefined ? undefined : stellarSigner({ secret, encryptionKey, passphrase: network.passphrase });
  if (signer && stellar.account && signer.account !== stellar.account)
    throw new Error('STELLAR_ACCOUNT is not the account of STELLAR_SECRET');
  return { horizon: createHorizon({ url: horizonUrl }), network, account: signer?.account ?? stellar.account, signer };
}
