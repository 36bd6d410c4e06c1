import type { Context } from 'hono';

export type Links = Record<string, { href: string; templated?: boolean }>;
export type LinkedRecord = { _links: Links; paging_token?: unknown } & Record<string, unknown>;

/** Where clients reach this server, without a trailing slash. */
export const baseUrl = (c: Context): string => new URL(c.req.url).origin;

export function link(base: string, path: string): { href: string; templated?: boolean } {
  return path.includes('{') ? { href: base + path, templated: true } : { href: base + path };
}

export const links = (base: string, paths: Record<string, string>): Links =>
  Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, link(base, path)]));

/** Template of a list below another resource. */
export const pagedPath = (path: string): string => `${path}{?cursor,limit,order}`;

export function hal(c: Context, body: object): Response {
  return c.body(JSON.stringify(body), 200, { 'content-type': 'application/hal+json; charset=utf-8' });
}

/** A list with the links to what comes after and before it. */
export function halPage(c: Context, records: LinkedRecord[]): Response {
  const token = (record: LinkedRecord | undefined) => String(record?.paging_token ?? c.req.query('cursor') ?? '');
  const order = c.req.query('order') === 'desc' ? 'desc' : 'asc';
  const turn = (cursor: string, direction: string) => {
    const url = new URL(c.req.url);
    url.searchParams.set('cursor', cursor);
    url.searchParams.set('limit', c.req.query('limit') ?? '10');
    url.searchParams.set('order', direction);
    return { href: url.href };
  };
  return hal(c, {
    _links: {
      self: { href: c.req.url },
      next: turn(token(records.at(-1)), order),
      prev: turn(token(records[0]), order === 'asc' ? 'desc' : 'asc'),
    },
    _embedded: { records },
  });
}

/** A list that is answered whole. */
export const halList = (c: Context, records: object[]): Response => hal(c, { _embedded: { records } });
