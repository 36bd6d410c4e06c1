export * from './identity.ts';
export * from './lots.ts';
export * from './quote.ts';
export * from './transfer.ts';
