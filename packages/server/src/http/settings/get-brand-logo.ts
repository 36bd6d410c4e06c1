import { findLogo } from '../../postgres/brand-logos.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

export const getBrandLogo =
  (parts: { store: Store }): Handler<'getBrandLogo'> =>
  async (c) => {
    const logo = await findLogo(parts.store.db, c.req.valid('param').hash);
    if (!logo) throw new HttpProblem('not_found', 'There is no such logo.');
    return c.body(new Uint8Array(logo.bytes), 200, {
      'content-type': logo.media_type,
      // The address is made of the bytes.
      'cache-control': 'public, max-age=31536000, immutable',
    }) as never;
  };
