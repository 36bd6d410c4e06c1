import { Auth0Provider, useAuth0 } from '@auth0/auth0-react';
// A file of our own instead of the library's inline worker, which the content security policy forbids.
import workerUrl from '@auth0/auth0-spa-js/dist/auth0-spa-js.worker.production.js?url';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useConfig } from '../api/use-config.ts';
import { safeReturnTo } from './return-to.ts';
import { type Identity, identityChanged } from './session.ts';

/** Loads Auth0's library with the values of /config and tells the session what it knows. Draws nothing. */
export function IdentityProvider() {
  const config = useConfig().data;
  const navigate = useNavigate();
  if (!config) return null;
  return (
    <Auth0Provider
      domain={config.issuer.replace(/\/$/, '')}
      clientId={config.clientId}
      authorizationParams={{
        audience: config.audience,
        redirect_uri: `${location.origin}/callback`,
        scope: 'openid profile email offline_access',
      }}
      cacheLocation="memory"
      useRefreshTokens
      // After a reload memory is empty: the issuer's session is asked in a hidden frame.
      useRefreshTokensFallback
      workerUrl={workerUrl}
      sessionCheckExpiryDays={7}
      skipRedirectCallback={location.pathname !== '/callback'}
      onRedirectCallback={(state) => void navigate({ to: safeReturnTo(state?.returnTo), replace: true })}
    >
      <Bridge />
    </Auth0Provider>
  );
}

function Bridge() {
  const { isLoading, isAuthenticated, error, loginWithRedirect, logout, getAccessTokenSilently } = useAuth0();
  useEffect(() => {
    if (isLoading) return;
    const identity: Identity = {
      signedIn: isAuthenticated,
      signIn: ({ returnTo, loginHint, signUp }) =>
        loginWithRedirect({
          appState: { returnTo },
          authorizationParams: {
            ...(loginHint ? { login_hint: loginHint } : {}),
            ...(signUp ? { screen_hint: 'signup' } : {}),
          },
        }),
      signOut: () => logout({ logoutParams: { returnTo: location.origin } }),
      token: async (fresh) => {
        const token = await getAccessTokenSilently(fresh ? { cacheMode: 'off' } : {});
        if (!token) throw new Error('the identity provider gave no token');
        return token;
      },
    };
    identityChanged(identity, error?.message);
  }, [isLoading, isAuthenticated, error, loginWithRedirect, logout, getAccessTokenSilently]);
  return null;
}
