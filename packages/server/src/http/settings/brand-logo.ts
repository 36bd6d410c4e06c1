import { createHash } from 'node:crypto';
import { API_BASE_PATH } from '@marketplace/contract';
import { type BrandLogo, findLogo, saveLogo } from '../../postgres/brand-logos.ts';
import type { LogoType } from '../../postgres/schema/settings.ts';
import type { Tx } from '../../postgres/store.ts';
import { fieldProblem } from '../problems.ts';

const FOLDER = `${API_BASE_PATH}/brand/logos/`;
const MAX_BYTES = 64 * 1024;
const FIELD = 'brand.value.logoUrl';

export const logoAddress = (hash: string): string => `${FOLDER}${hash}`;

/** Where a logo that was sent can be had: a picture in the text is stored first. Throws the problem of the field. */
export async function keepLogo(tx: Tx, logoUrl: string | null, now: Date): Promise<string | null> {
  if (logoUrl === null || isHttps(logoUrl)) return logoUrl;
  if (logoUrl.startsWith('data:')) {
    const logo = { ...readPicture(logoUrl), created_at: now };
    await saveLogo(tx, logo);
    return logoAddress(logo.hash);
  }
  if (logoUrl.startsWith(FOLDER) && (await findLogo(tx, logoUrl.slice(FOLDER.length)))) return logoUrl;
  throw fieldProblem(FIELD, 'must be an https address, a picture as "data:image/png;base64,…", or null');
}

/** A PNG, JPEG or WebP by its own first bytes, whatever it claims to be: never a drawing that could carry a script. */
export function readPicture(dataAddress: string): Omit<BrandLogo, 'created_at'> {
  const [, base64] = /^data:[\w.+/-]+;base64,([A-Za-z0-9+/]+={0,2})$/.exec(dataAddress) ?? [];
  if (base64 === undefined) throw fieldProblem(FIELD, 'must hold the picture as base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MAX_BYTES) throw fieldProblem(FIELD, `must be at most ${MAX_BYTES / 1024} KiB`);
  const mediaType = mediaTypeOf(bytes);
  if (!mediaType) throw fieldProblem(FIELD, 'must be a PNG, JPEG or WebP picture');
  return { hash: createHash('sha256').update(bytes).digest('hex'), media_type: mediaType, bytes };
}

function mediaTypeOf(bytes: Buffer): LogoType | undefined {
  const hex = bytes.subarray(0, 12).toString('hex');
  if (hex.startsWith('89504e470d0a1a0a')) return 'image/png';
  if (hex.startsWith('ffd8ff')) return 'image/jpeg';
  // RIFF, four bytes of length, WEBP.
  return /^52494646.{8}57454250$/.test(hex) ? 'image/webp' : undefined;
}

function isHttps(text: string): boolean {
  return text.length <= 500 && URL.canParse(text) && new URL(text).protocol === 'https:';
}
