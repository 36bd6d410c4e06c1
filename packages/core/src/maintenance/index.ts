export * from './due-notice.ts';
export * from './window.ts';
