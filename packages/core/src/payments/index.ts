export * from './card-expiry.ts';
export * from './card-setup.ts';
export * from './dispute.ts';
export * from './payment.ts';
export * from './refund.ts';
export * from './saved-cards.ts';
export * from './top-up.ts';
export * from './top-up-end.ts';
