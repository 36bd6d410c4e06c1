import type { DatabaseSync } from 'node:sqlite';
import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider';
import type { SandboxClock } from '../clock.ts';
import { accessClaims } from './access-claims.ts';
import type { Accounts } from './accounts.ts';
import { AUDIENCE, CLIENT_ID, lifetimes, SCOPES } from './constants.ts';
import { isLoopback } from './loopback.ts';
import { modelAdapter } from './model-adapter.ts';
import { messagePage } from './pages/message-page.ts';
import { profileClaims } from './profile.ts';
import { providerFeatures } from './provider-features.ts';
import type { SigningKey } from './signing-key.ts';

export interface ProviderParts {
  issuer: string;
  state: DatabaseSync;
  clock: SandboxClock;
  accounts: Accounts;
  key: SigningKey;
}

/** The certified provider on Auth0's paths, with one public client that may live on any loopback origin. */
export function createProvider(parts: ProviderParts): Provider {
  const provider = new Provider(parts.issuer, {
    ...clientConfiguration,
    ...pathConfiguration(parts.issuer),
    ...tokenConfiguration(parts),
    adapter: modelAdapter(parts.state),
    jwks: { keys: [parts.key.jwk] },
    features: providerFeatures,
    cookies: {
      keys: [parts.key.cookieSecret],
      names: { session: 'auth0', interaction: 'auth0_interaction', resume: 'auth0_resume' },
    },
    loadExistingGrant: grantEverything,
    renderError: (ctx, out) => {
      const text = `${sentence(out.error_description ?? out.error)} Go back to the application and start again.`;
      ctx.type = 'html';
      ctx.body = String(messagePage({ title: 'Sign-in did not work', text }));
    },
  });
  // Koa would print what the error page already says.
  provider.silent = true;
  provider.Client.prototype.redirectUriAllowed = isLoopback;
  return provider;
}

const clientConfiguration: Configuration = {
  clients: [
    {
      client_id: CLIENT_ID,
      client_name: 'ThreeFold Cloud Marketplace',
      application_type: 'web',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
      // The check that counts is redirectUriAllowed; the provider wants one example.
      redirect_uris: ['http://localhost/'],
    },
  ],
  responseTypes: ['code'],
  clientAuthMethods: ['none'],
  clientBasedCORS: (_ctx, origin) => isLoopback(origin),
  extraParams: { audience: keepOfflineAccess, screen_hint: null },
};

function pathConfiguration(issuer: string): Configuration {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: 'select_account', requestable: true }), 0);
  return {
    routes: {
      authorization: '/authorize',
      token: '/oauth/token',
      jwks: '/.well-known/jwks.json',
      revocation: '/oauth/revoke',
    },
    discovery: { userinfo_endpoint: `${issuer}userinfo` },
    interactions: { policy, url: (_ctx, interaction) => `/u/${interaction.uid}` },
  };
}

function tokenConfiguration({ issuer, clock, accounts }: ProviderParts): Configuration {
  return {
    scopes: [...SCOPES],
    claims: {
      openid: ['sub', 'sid'],
      profile: ['name', 'nickname', 'picture', 'updated_at'],
      email: ['email', 'email_verified'],
    },
    // Auth0 puts the claims of the scopes into the id token.
    conformIdTokenClaims: false,
    findAccount: async (_ctx, sub) => {
      const account = accounts.find(sub);
      if (account === undefined) return undefined;
      return { accountId: sub, claims: async () => ({ ...profileClaims(account, everyScope, issuer), sub }) };
    },
    formats: {
      customizers: {
        jwt: (_ctx, token, jwt) => {
          const { sub, scope = '' } = jwt.payload as { sub: string; scope?: string };
          const request = {
            issuer,
            audience: AUDIENCE,
            sub,
            scope,
            nowMs: clock.now(),
            lifetimeSeconds: token.expiration,
          };
          jwt.header = { typ: 'JWT' };
          jwt.payload = { ...accessClaims(request), jti: token.jti };
        },
      },
    },
    expiresWithSession: () => false,
    issueRefreshToken: async (_ctx, _client, source) => source.scopes.has('offline_access'),
    rotateRefreshToken: true,
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: 60,
      Grant: lifetimes.grant,
      IdToken: lifetimes.idToken,
      Interaction: 3_600,
      RefreshToken: lifetimes.refreshToken,
      Session: lifetimes.session,
    },
  };
}

const everyScope: ReadonlySet<string> = new Set(SCOPES);

/** First-party client: nobody is asked for consent, whatever it wants is granted. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { provider, client, account, session } = ctx.oidc;
  const clientId = client?.clientId ?? CLIENT_ID;
  const kept = session?.grantIdFor(clientId);
  const found = kept === undefined ? undefined : await provider.Grant.find(kept);
  const grant = found ?? new provider.Grant({ clientId, accountId: account?.accountId });
  if (grant.accountId !== account?.accountId) return undefined;
  grant.addOIDCScope(SCOPES.join(' '));
  grant.addResourceScope(AUDIENCE, SCOPES.join(' '));
  await grant.save();
  return grant;
}

/** Auth0 gives refresh tokens without a consent prompt; the provider had taken the scope out for want of one. */
function keepOfflineAccess(ctx: KoaContextWithOIDC): void {
  const asked = String(ctx.query.scope ?? '').split(' ');
  const scope = String(ctx.oidc.params?.scope ?? '');
  if (ctx.oidc.params && asked.includes('offline_access') && !scope.includes('offline_access')) {
    ctx.oidc.params.scope = `${scope} offline_access`.trim();
  }
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`.replace(/\.?$/, '.');
}
