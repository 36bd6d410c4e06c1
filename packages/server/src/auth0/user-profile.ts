import type { IssuerProfile } from '@marketplace/core/identity';
import { z } from 'zod';
import { InvalidTokenError, IssuerUnreachableError } from './access-tokens.ts';

const UserInfo = z.object({
  sub: z.string().min(1),
  email: z.email(),
  email_verified: z.boolean().default(false),
  name: z.string().optional(),
  nickname: z.string().optional(),
  picture: z.string().optional(),
});

export type FetchProfile = (accessToken: string) => Promise<IssuerProfile>;

/** Asks the issuer's `/userinfo` who the bearer is. Throws IssuerUnreachableError or InvalidTokenError. */
export function profileFetcher(issuer: string): FetchProfile {
  const url = new URL('userinfo', issuer);
  return async (accessToken) => {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${accessToken}` },
      signal: AbortSignal.timeout(10_000),
    }).catch((cause: unknown) => {
      throw new IssuerUnreachableError('the issuer does not answer', { cause });
    });
    if (response.status === 401 || response.status === 403) throw new InvalidTokenError('the issuer refuses the token');
    const parsed = UserInfo.safeParse(await response.json().catch(() => undefined));
    if (!response.ok || !parsed.success) {
      throw new IssuerUnreachableError(`the issuer's answer is not usable (status ${response.status})`);
    }
    const info = parsed.data;
    return {
      subject: info.sub,
      email: info.email,
      emailVerified: info.email_verified,
      name: info.name ?? info.nickname ?? info.email.split('@')[0] ?? info.email,
      ...(info.picture?.startsWith('https://') ? { pictureUrl: info.picture } : {}),
    };
  };
}
