export * from './dispute.ts';
export * from './payment.ts';
export * from './refund.ts';
export * from './top-up.ts';
