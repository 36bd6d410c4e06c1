import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import type { Clock } from '../clock.ts';

export interface Claims {
  subject: string;
  scope: string;
  expiresAt: Date;
}

/** The token is not one of ours, or no longer. */
export class InvalidTokenError extends Error {
  override name = 'InvalidTokenError';
}

/** The issuer could not be asked for its keys. */
export class IssuerUnreachableError extends Error {
  override name = 'IssuerUnreachableError';
}

export type VerifyAccessToken = (token: string) => Promise<Claims>;

/** Accepts RS256 access tokens of exactly this issuer and audience, by our clock. Throws InvalidTokenError. */
export function accessTokenVerifier(options: { issuer: string; audience: string; clock: Clock }): VerifyAccessToken {
  const keys = createRemoteJWKSet(new URL('.well-known/jwks.json', options.issuer), {
    timeoutDuration: 5000,
    cooldownDuration: 1000,
  });
  return async (token) => {
    if (token.length > 8192) throw new InvalidTokenError('the token is too long');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: options.issuer,
        audience: options.audience,
        algorithms: ['RS256'],
        currentDate: options.clock.now(),
        clockTolerance: 5,
        requiredClaims: ['sub', 'exp', 'aud', 'iss'],
      });
      return {
        subject: String(payload.sub),
        scope: typeof payload.scope === 'string' ? payload.scope : '',
        expiresAt: new Date((payload.exp ?? 0) * 1000),
      };
    } catch (cause) {
      if (cause instanceof errors.JWKSTimeout || (cause instanceof TypeError && String(cause).includes('fetch'))) {
        throw new IssuerUnreachableError('the issuer does not answer', { cause });
      }
      throw new InvalidTokenError('the token is not valid here', { cause });
    }
  };
}
