import type { Store } from '../../postgres/store.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import type { Handler } from '../operation.ts';
import { reviewJson } from './review.ts';

export const reviewProviderRequest =
  (parts: { store: Store; chain: Tfchain }): Handler<'reviewProviderRequest'> =>
  async (c) =>
    c.json(await reviewJson(parts, c.req.valid('param').id), 200);
