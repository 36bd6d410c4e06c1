import { PageTabs } from '../ui/page-tabs.tsx';

export const CouponsTabs = () => (
  <PageTabs
    label="Coupons and credits"
    tabs={[
      ['Coupons', '/operator/coupons'],
      ['Credits', '/operator/coupons/credits'],
    ]}
  />
);
