import type { ProviderAccount } from '@marketplace/contract';
import { formatUnits } from '@marketplace/core/money';
import type { Gridproxy } from '../../gridproxy/gridproxy.ts';
import { findAccount } from '../../postgres/chain-accounts.ts';
import { readFact } from '../../postgres/chain-facts.ts';
import type { Store } from '../../postgres/store.ts';
import { readAccountFacts } from '../../providers/account-facts.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import { HttpProblem } from '../problems.ts';
import { askChainIfItAnswers } from './ask-chain.ts';

export interface AccountParts {
  store: Store;
  chain: Tfchain;
  gridproxy: Gridproxy;
}

/** The connected account of a person with what the chain says of it now. */
export async function accountJson(parts: AccountParts, userId: string): Promise<ProviderAccount> {
  const [network, account] = await Promise.all([requireNetwork(parts.store), findAccount(parts.store.db, userId)]);
  const { name, genesisHash } = network;
  if (!account) return { network: { name, genesisHash }, account: null };
  const facts = await askChainIfItAnswers(() => readAccountFacts(parts, account.address));
  return {
    network: { name, genesisHash },
    account: {
      address: account.address,
      connectedAt: account.connected_at.toISOString(),
      chain: facts
        ? {
            twinId: facts.twinId,
            usable: formatUnits(facts.usableUnits),
            reserved: formatUnits(facts.reservedUnits),
            farms: facts.farms,
          }
        : null,
    },
  };
}

/** Which chain this marketplace stands on; known once it was read for the first time. */
export async function requireNetwork(store: Store): Promise<{ name: string; genesisHash: string }> {
  const fact = await readFact(store.db, 'network');
  if (fact) return fact.value;
  throw new HttpProblem('temporarily_unavailable', 'The chain was not read yet. Try again in a moment.');
}

export const networkWords = ({ name, genesisHash }: { name: string; genesisHash: string }): string =>
  `${name} (genesis ${genesisHash})`;
