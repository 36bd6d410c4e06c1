export { defaultSettings } from './defaults.ts';
export type * from './settings.ts';
