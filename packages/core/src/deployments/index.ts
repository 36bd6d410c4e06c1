export * from './actions.ts';
export * from './outage.ts';
export * from './outage-notices.ts';
export * from './place-order.ts';
export * from './preview-prices.ts';
export * from './quote.ts';
export * from './resize.ts';
export * from './status.ts';
