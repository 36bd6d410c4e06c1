import type { HttpParts } from '../parts.ts';
import { getBrandLogo } from './get-brand-logo.ts';
import { getSettings } from './get-settings.ts';
import { updateSettings } from './update-settings.ts';

export const settingsHandlers = (parts: HttpParts) => ({
  getBrandLogo: getBrandLogo(parts),
  getSettings: getSettings(parts),
  updateSettings: updateSettings(parts),
});
