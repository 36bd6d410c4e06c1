import type { HttpParts } from '../parts.ts';
import { createCoupon } from './create-coupon.ts';
import { deactivateCoupon } from './deactivate-coupon.ts';
import { grantCredit } from './grant-credit.ts';
import { listAllCredits } from './list-all-credits.ts';
import { listCouponRedemptions } from './list-coupon-redemptions.ts';
import { listCoupons } from './list-coupons.ts';
import { listCredits } from './list-credits.ts';
import { redeemCoupon } from './redeem-coupon.ts';

export const creditsHandlers = (parts: HttpParts) => ({
  redeemCoupon: redeemCoupon(parts),
  listCredits: listCredits(parts),
  grantCredit: grantCredit(parts),
  listAllCredits: listAllCredits(parts),
  createCoupon: createCoupon(parts),
  listCoupons: listCoupons(parts),
  listCouponRedemptions: listCouponRedemptions(parts),
  deactivateCoupon: deactivateCoupon(parts),
});
