export * from './agreement.ts';
export * from './check-formula.ts';
export * from './resource-units.ts';
export * from './fee-of-hour.ts';
export * from './formula.ts';
export * from './sla-credits.ts';
export * from './split-hour.ts';
export * from './split-share.ts';
