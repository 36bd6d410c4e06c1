export * from './alliance.ts';
export * from './contribution.ts';
export * from './governance.ts';
export * from './notices.ts';
export * from './slug.ts';
