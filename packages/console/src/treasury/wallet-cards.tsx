import type { TreasuryWallets } from '@marketplace/contract';
import type { ReactNode } from 'react';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { AssetText } from './asset-text.tsx';

/** Each wallet with the age of what is known of it. */
export function WalletCards({ wallets }: { wallets: TreasuryWallets }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-3">
      <StellarCard wallets={wallets} />
      <HotTwinCard wallets={wallets} />
      <StashCard stash={wallets.stash} read={wallets.hotTwin?.readAt} />
    </div>
  );
}

function StellarCard({ wallets: { stellar, free } }: { wallets: TreasuryWallets }) {
  if (!stellar) return <Unread title="Stellar">No account was read yet.</Unread>;
  if (!stellar.exists)
    return (
      <Card title="Stellar">
        <p className="mb-3 text-text-2">Nobody has funded this account yet. Send a few lumens to it.</p>
        <Address address={stellar.address} />
      </Card>
    );
  return (
    <Card title="Stellar">
      <KeyValues
        facts={[
          ['USDC', stellar.usdc ? <AssetText key="usdc" amount={stellar.usdc.held} asset="USDC" /> : 'no trustline'],
          ['TFT', stellar.tft ? <AssetText key="tft" amount={stellar.tft.held} asset="TFT" /> : 'no trustline'],
          ['Lumens', <AssetText key="xlm" amount={stellar.xlm.held} asset="XLM" />],
          ['Reserve', <AssetText key="reserve" amount={stellar.xlm.reserve} asset="XLM" />],
          ['For fees', <AssetText key="fees" amount={stellar.xlm.spendable} asset="XLM" />],
          ['Can be exchanged', free ? <AssetText key="free" amount={free.usdc} asset="USDC" /> : 'nothing yet'],
          ['Account', <Address key="account" address={stellar.address} />],
          ['Read', <TimeText key="read" at={stellar.readAt} style="ago" />],
        ]}
      />
    </Card>
  );
}

function HotTwinCard({ wallets: { hotTwin, tftPriceUsd, priceAt } }: { wallets: TreasuryWallets }) {
  if (!hotTwin) return <Unread title="Hot twin">The chain was not read yet.</Unread>;
  return (
    <Card title="Hot twin">
      <KeyValues
        facts={[
          ['Usable', <AssetText key="usable" amount={hotTwin.usable} asset="TFT" />],
          ['Free', <AssetText key="free" amount={hotTwin.free} asset="TFT" />],
          ['Reserved', <AssetText key="reserved" amount={hotTwin.reserved} asset="TFT" />],
          [
            'Price',
            tftPriceUsd && priceAt ? (
              <span key="price" className="figures">
                {`$${tftPriceUsd.replace(/0+$/, '')} / TFT, `}
                <TimeText at={priceAt} style="ago" />
              </span>
            ) : (
              'unknown'
            ),
          ],
          ['Twin', hotTwin.twinId ?? 'none yet'],
          ['Account', <Address key="account" address={hotTwin.address} />],
          ['Read', <TimeText key="read" at={hotTwin.readAt} style="ago" />],
        ]}
      />
    </Card>
  );
}

function StashCard({ stash, read }: { stash: TreasuryWallets['stash']; read: string | undefined }) {
  if (!stash)
    return (
      <Unread title="Stash">
        {read
          ? 'No account is bonded to the twin. A bonded one counts for the staking discount and never pays.'
          : 'The chain was not read yet.'}
      </Unread>
    );
  return (
    <Card title="Stash">
      <KeyValues
        facts={[
          ['Counts', <AssetText key="usable" amount={stash.usable} asset="TFT" />],
          ['Free', <AssetText key="free" amount={stash.free} asset="TFT" />],
          ['Account', <Address key="account" address={stash.address} />],
          ['Read', <TimeText key="read" at={stash.readAt} style="ago" />],
        ]}
      />
      <p className="mt-3 text-small text-text-2">Counts for the staking discount and never pays.</p>
    </Card>
  );
}

const Unread = ({ title, children }: { title: string; children: ReactNode }) => (
  <Card title={title}>
    <p className="text-text-2">{children}</p>
  </Card>
);

export const Address = ({ address }: { address: string }) => (
  <span className="flex flex-wrap items-center gap-x-1">
    <code className="font-mono text-mono" title={address}>
      {shortened(address)}
    </code>
    <CopyButton compact text={address} what="account" />
  </span>
);

export const shortened = (text: string): string => `${text.slice(0, 6)}…${text.slice(-6)}`;
