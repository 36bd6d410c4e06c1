import type { ConnectedAccount, ProviderAccount } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { accountChanged } from './use-provider-account.ts';

/** The connected account with what the chain says of it now. */
export function AccountCard({
  found,
  title,
}: {
  found: ProviderAccount & { account: ConnectedAccount };
  title: string;
}) {
  const [leaving, setLeaving] = useState(false);
  return (
    <Card
      title={title}
      actions={
        <Button small onClick={() => setLeaving(true)}>
          Disconnect
        </Button>
      }
    >
      <KeyValues facts={factsOf(found)} />
      {leaving && <DisconnectDialog found={found} onClose={() => setLeaving(false)} />}
    </Card>
  );
}

function factsOf({ account, network }: ProviderAccount & { account: ConnectedAccount }): Fact[] {
  const { chain } = account;
  return [
    [
      'Address',
      <span key="address" className="flex items-center gap-1">
        <code className="min-w-0 break-all font-mono text-mono">{account.address}</code>
        <CopyButton compact what="address" text={account.address} />
      </span>,
    ],
    ['Network', network.name],
    ['Connected', <TimeText key="since" at={account.connectedAt} style="day" />],
    ...(chain === null
      ? ([
          ['On the chain', <StatusBadge key="chain" status={silent} reason="the chain does not answer" />],
        ] satisfies Fact[])
      : ([
          ['Twin', chain.twinId ?? 'none: this account owns no farm'],
          ['Balance', <TftText key="usable" amount={chain.usable} />],
          ...(isZero(chain.reserved)
            ? []
            : ([['Reserved', <TftText key="reserved" amount={chain.reserved} />]] satisfies Fact[])),
          ['Farms', chain.farms.length === 0 ? 'none' : chain.farms.map(farmWords).join('; ')],
        ] satisfies Fact[])),
  ];
}

const silent = { family: 'off', shape: 'ring', word: 'Unknown' } as const;

const farmWords = ({ name, id, nodeIds }: { name: string; id: number; nodeIds: number[] }): string =>
  `${name} (${id}), ${nodeIds.length} ${nodeIds.length === 1 ? 'node' : 'nodes'}`;

const isZero = (amount: string): boolean => /^0+(\.0+)?$/.test(amount);

/** Two decimals on the page, all seven in the tooltip. */
function TftText({ amount }: { amount: string }) {
  const [whole = '0', fraction = ''] = amount.split('.');
  return (
    <span className="figures" title={`${amount} TFT`}>
      {`${new Intl.NumberFormat().format(BigInt(whole))}.${fraction.padEnd(2, '0').slice(0, 2)} TFT`}
    </span>
  );
}

function DisconnectDialog({ found, onClose }: { found: ProviderAccount; onClose: () => void }) {
  const disconnect = useMutation<unknown, ApiError>({
    mutationFn: () => api('disconnectAccount'),
    onSuccess: () => {
      accountChanged({ ...found, account: null });
      void refresh('getProviderAccount');
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      title="Disconnect the account"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={disconnect.isPending} onClick={() => disconnect.mutate()}>
            Disconnect
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        Without it you cannot ask for nodes or expose them. Hidden nodes stay hidden, and what you earned stays yours.
        You can connect it again at any time by signing a new text.
      </p>
      <ProblemNotice error={disconnect.error} />
    </Dialog>
  );
}
