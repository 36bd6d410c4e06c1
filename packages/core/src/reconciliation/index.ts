export * from './contracts.ts';
export * from './finding.ts';
export * from './payments.ts';
export * from './source-state.ts';
