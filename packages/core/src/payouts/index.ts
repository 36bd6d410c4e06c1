export * from './ask-for-payout.ts';
export * from './chain-bill.ts';
export * from './earning-day.ts';
export * from './exchange.ts';
export * from './payout.ts';
export * from './plan-run.ts';
