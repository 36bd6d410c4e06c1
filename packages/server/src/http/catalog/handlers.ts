import type { HttpParts } from '../parts.ts';
import { createQuote } from './create-quote.ts';
import { getApp, listApps } from './list-apps.ts';

export const catalogHandlers = (parts: HttpParts) => ({
  listApps: listApps(parts),
  getApp: getApp(parts),
  createQuote: createQuote(parts),
});
