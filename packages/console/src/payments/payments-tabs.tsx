import { PageTabs } from '../ui/page-tabs.tsx';

export const PaymentsTabs = () => (
  <PageTabs
    label="Payments"
    tabs={[
      ['Top-ups', '/operator/payments'],
      ['Refunds', '/operator/payments/refunds'],
      ['Disputes', '/operator/payments/disputes'],
      ['Events', '/operator/payments/events'],
    ]}
  />
);
