export * from './account.ts';
export * from './credit-templates.ts';
export * from './payout-templates.ts';
export * from './post-transfer.ts';
export * from './refund-templates.ts';
export * from './stripe-templates.ts';
export * from './templates.ts';
export * from './transfer.ts';
