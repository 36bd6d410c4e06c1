import { type Configuration, errors, type KoaContextWithOIDC } from 'oidc-provider';
import { AUDIENCE, lifetimes, SCOPES } from './constants.ts';

/** What the provider offers beyond the code flow, and the one API it issues access tokens for. */
export const providerFeatures: Configuration['features'] = {
  devInteractions: { enabled: false },
  dPoP: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  revocation: { enabled: true },
  // A route of our own reads the access tokens for the API, as Auth0's does.
  userinfo: { enabled: false },
  webMessageResponseMode: { enabled: true, ack: 'individual-draft-01' },
  resourceIndicators: {
    enabled: true,
    defaultResource: (ctx, _client, oneOf) => oneOf ?? audienceOf(ctx),
    useGrantedResource: () => true,
    getResourceServerInfo: (_ctx, audience) => {
      if (audience !== AUDIENCE) {
        throw new errors.CustomOIDCProviderError('access_denied', `Service not found: ${audience}`);
      }
      return {
        scope: SCOPES.join(' '),
        accessTokenFormat: 'jwt',
        accessTokenTTL: lifetimes.accessToken,
        jwt: { sign: { alg: 'RS256' } },
      };
    },
  },
};

function audienceOf(ctx: KoaContextWithOIDC): string | undefined {
  const audience = ctx.oidc.params?.audience;
  return typeof audience === 'string' && audience !== '' ? audience : undefined;
}
