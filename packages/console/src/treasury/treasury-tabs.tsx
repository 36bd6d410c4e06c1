import { PageTabs } from '../ui/page-tabs.tsx';

export const TreasuryTabs = () => (
  <PageTabs
    label="Treasury"
    tabs={[
      ['Wallets', '/operator/treasury'],
      ['Transfers', '/operator/treasury/transfers'],
      ['Purchases', '/operator/treasury/purchases'],
      ['Movements', '/operator/treasury/movements'],
      ['Staking', '/operator/treasury/staking'],
      ['Auto top-up', '/operator/treasury/top-up'],
      ['Alerts', '/operator/treasury/alerts'],
    ]}
  />
);
