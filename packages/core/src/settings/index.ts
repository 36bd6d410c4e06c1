export { checkSettings } from './check-settings.ts';
export { defaultSettings } from './defaults.ts';
export type * from './settings.ts';
