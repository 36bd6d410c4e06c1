import { runtimeVersion, ss58Prefix } from '../metadata/pallets/frame-pallets.ts';
import type { RpcMethod } from './protocol.ts';

export const runtimeVersionJson = {
  specName: runtimeVersion.spec_name,
  implName: runtimeVersion.impl_name,
  authoringVersion: runtimeVersion.authoring_version,
  specVersion: runtimeVersion.spec_version,
  implVersion: runtimeVersion.impl_version,
  apis: runtimeVersion.apis,
  transactionVersion: runtimeVersion.transaction_version,
  stateVersion: runtimeVersion.state_version,
};

export const systemMethods: Record<string, RpcMethod> = {
  system_name: () => 'TFChain Sandbox',
  system_chain: () => 'TFChain Sandbox',
  system_version: () => '1.0.0',
  system_properties: () => ({ ss58Format: ss58Prefix, tokenDecimals: 7, tokenSymbol: 'TFT' }),
  system_health: () => ({ peers: 0, isSyncing: false, shouldHavePeers: false }),
  /** Counts waiting transactions too. */
  system_accountNextIndex: ({ chain }, [address]) => {
    const { nonce } = chain.storage().get('System.Account', String(address));
    const waiting = chain.pool.ready(chain.ground()).filter(({ account }) => account === address);
    return nonce + waiting.length;
  },
};
