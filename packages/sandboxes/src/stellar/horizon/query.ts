import { StrKey } from '@stellar/stellar-sdk/base';
import type { Context } from 'hono';
import { type Page, toid } from '../history/history-store.ts';
import { parseAmount } from '../ledger/amounts.ts';
import { type AssetName, native, toAsset } from '../ledger/assets.ts';
import { invalidField, notFound } from './problem.ts';

const defaultLimit = 10;
const maxLimit = 200;

/** `cursor`, `order` and `limit` of a list; `now` stands for the end of what has happened. */
export function pageOf(c: Context, latestLedger: number): Page {
  const order = c.req.query('order') ?? 'asc';
  if (order !== 'asc' && order !== 'desc') throw invalidField('order', 'order must be "asc" or "desc"');
  const limitText = c.req.query('limit') || String(defaultLimit);
  const limit = Number(limitText);
  if (!/^\d+$/.test(limitText) || limit < 1 || limit > maxLimit) {
    throw invalidField('limit', `limit must be a positive number below ${maxLimit}`);
  }
  // A browser's EventSource that connects again says there where it was.
  const cursor = c.req.header('last-event-id') || c.req.query('cursor');
  return { after: cursor ? placeOf(cursor, latestLedger) : undefined, descending: order === 'desc', limit };
}

function placeOf(cursor: string, latestLedger: number): NonNullable<Page['after']> {
  if (cursor === 'now') return { id: toid(latestLedger + 1) - 1n, number: 0 };
  const match = /^(\d{1,19})(?:-(\d{1,10}))?$/.exec(cursor);
  if (match === null) throw invalidField('cursor', 'cursor must contain exactly one colon or be a number');
  return { id: BigInt(match[1] ?? 0), number: Number(match[2] ?? 0) };
}

/** An account in the path; anything else is refused as Horizon does. */
export function accountOf(text: string | undefined, field = 'account_id'): string {
  if (text === undefined || !StrKey.isValidEd25519PublicKey(text)) {
    throw invalidField(field, 'Account ID must start with `G` and contain 56 alphanum characters');
  }
  return text;
}

/** `selling_asset_type`, `selling_asset_code`, `selling_asset_issuer` and the like; undefined when there is none. */
export function assetOf(c: Context, prefix: string): AssetName | undefined {
  const type = c.req.query(`${prefix}asset_type`);
  if (type === undefined) return undefined;
  if (type === 'native') return native;
  if (type !== 'credit_alphanum4' && type !== 'credit_alphanum12') {
    throw invalidField(`${prefix}asset_type`, 'Asset type must be native, credit_alphanum4 or credit_alphanum12');
  }
  const code = c.req.query(`${prefix}asset_code`) ?? '';
  const issuer = c.req.query(`${prefix}asset_issuer`) ?? '';
  const fits = type === 'credit_alphanum4' ? code.length <= 4 : code.length > 4;
  if (!fits || !isAsset(`${code}:${issuer}`)) throw invalidField(`${prefix}asset_code`, 'Asset code is not valid');
  return `${code}:${issuer}`;
}

export function requiredAsset(c: Context, prefix: string): AssetName {
  const asset = assetOf(c, prefix);
  if (asset === undefined) throw invalidField(`${prefix}asset_type`, 'Missing required field');
  return asset;
}

/** A list such as `native,USDC:G…`. */
export function assetList(text: string, field: string, most: number): AssetName[] {
  const names = text.split(',');
  for (const name of names) if (!isAsset(name)) throw invalidField(field, `${name} is not a valid asset`);
  if (names.length > most) throw invalidField(field, `list of assets exceeds maximum length of ${most}`);
  return names;
}

function isAsset(name: string): boolean {
  try {
    toAsset(name);
    return name === native || name.includes(':');
  } catch {
    return false;
  }
}

export function requiredAmount(c: Context, field: string): bigint {
  const amount = parseAmount(c.req.query(field) ?? '');
  if (amount === undefined || amount === 0n) throw invalidField(field, 'Amount must be positive');
  return amount;
}

/** A number in the path, or the answer for what is not there. */
export function numberOf(text: string | undefined): bigint {
  if (text === undefined || !/^\d{1,19}$/.test(text)) throw notFound();
  return BigInt(text);
}
