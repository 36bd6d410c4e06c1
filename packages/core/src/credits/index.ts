export * from './coupon.ts';
export * from './promotional.ts';
