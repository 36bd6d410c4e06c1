export * from './challenge.ts';
export * from './earnings-estimate.ts';
export * from './node-notices.ts';
export * from './notices.ts';
export * from './ownership.ts';
export * from './request.ts';
