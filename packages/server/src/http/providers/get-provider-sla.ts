import { providerSla } from '@marketplace/core/providers';
import type { Handler } from '../operation.ts';

export const getProviderSla = (): Handler<'getProviderSla'> => (c) =>
  c.json({ version: providerSla.version, title: providerSla.title, points: [...providerSla.points] }, 200);
