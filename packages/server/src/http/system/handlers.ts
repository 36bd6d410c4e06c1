import type { HttpParts } from '../parts.ts';
import { getConfig } from './get-config.ts';
import { getHealth } from './get-health.ts';
import { getReady } from './get-ready.ts';

export const systemHandlers = (parts: HttpParts) => ({
  getHealth: getHealth(),
  getReady: getReady(parts),
  getConfig: getConfig(parts),
});
