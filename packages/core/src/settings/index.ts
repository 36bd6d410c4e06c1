export { defaultSettings, type MarketplaceSettings } from './defaults.ts';
