export * from './payment.ts';
export * from './top-up.ts';
