export * from './account.ts';
export * from './payout-templates.ts';
export * from './post-transfer.ts';
export * from './templates.ts';
export * from './transfer.ts';
