import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { AccountsCard } from './accounts-card.tsx';
import { CarryForm } from './carry-form.tsx';
import { SwapForm } from './swap-form.tsx';
import { TreasuryTabs } from './treasury-tabs.tsx';
import { WalletCards } from './wallet-cards.tsx';

/** What the operator has on Stellar and on the chain, and where every USDC went. */
export function TreasuryPage() {
  const navigate = useNavigate();
  const [open, setOpen] = useState<'swap' | 'carry'>();
  const wallets = useApi('getTreasuryWallets', undefined, { refetchInterval: 5_000 });
  const accounts = useApi('getTreasuryAccounts', undefined, { refetchInterval: 5_000 });
  const found = wallets.data;
  const idle = found && !found.free ? 'The account on Stellar is not ready.' : undefined;
  const started = (id: string) => void navigate({ to: '/operator/treasury/transfers/$id', params: { id } });
  return (
    <Page
      title="Treasury"
      actions={
        <>
          <Button disabledReason={found ? idle : 'The wallets are being read.'} onClick={() => setOpen('carry')}>
            Move TFT
          </Button>
          <Button
            kind="primary"
            disabledReason={found ? idle : 'The wallets are being read.'}
            onClick={() => setOpen('swap')}
          >
            Exchange USDC
          </Button>
        </>
      }
    >
      <TreasuryTabs />
      <ProblemNotice error={wallets.error} retry={() => void wallets.refetch()} />
      {found?.mode === 'not_configured' && (
        <Banner family="off" title="No account on Stellar is configured">
          Set STELLAR_SECRET, or STELLAR_ACCOUNT to watch an account and sign elsewhere.
        </Banner>
      )}
      {found?.mode === 'watch_only' && (
        <Banner family="off" title="The marketplace watches this account and cannot sign for it">
          Each transfer shows the transaction that a person has to sign.
        </Banner>
      )}
      {found ? <WalletCards wallets={found} /> : !wallets.error && <Skeleton className="h-64 w-full" />}
      <ProblemNotice error={accounts.error} retry={() => void accounts.refetch()} />
      {accounts.data ? (
        <AccountsCard accounts={accounts.data} />
      ) : (
        !accounts.error && <Skeleton className="h-64 w-full" />
      )}
      <SidePanel title="Exchange USDC for TFT" open={open === 'swap'} onClose={() => setOpen(undefined)}>
        {found && <SwapForm wallets={found} onStarted={started} />}
      </SidePanel>
      <SidePanel title="Move TFT" open={open === 'carry'} onClose={() => setOpen(undefined)}>
        {found && <CarryForm wallets={found} onStarted={started} />}
      </SidePanel>
    </Page>
  );
}
