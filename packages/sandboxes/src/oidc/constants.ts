/** The console's public client: code with PKCE, any loopback origin. */
export const CLIENT_ID = 'marketplace-console';
/** The API that access tokens are for. */
export const AUDIENCE = 'https://api.marketplace.test';
/** The name that Auth0 gives its user database. */
export const CONNECTION = 'Username-Password-Authentication';

export const DEMO_PASSWORD = 'demo-Passw0rd';
export const DEMO_ACCOUNTS = [
  { email: 'user@demo.test', name: 'Uma User', is: 'Cloud user' },
  { email: 'user2@demo.test', name: 'Ugo User', is: 'Second cloud user' },
  { email: 'provider@demo.test', name: 'Paula Provider', is: 'Cloud provider' },
  { email: 'provider2@demo.test', name: 'Pavel Provider', is: 'Second provider' },
  { email: 'operator@demo.test', name: 'Olga Operator', is: 'Cloud operator' },
] as const;

export const SCOPES = ['openid', 'profile', 'email', 'offline_access'] as const;

const daySeconds = 86_400;
/** Seconds, as Auth0 sets them for a new tenant. */
export const lifetimes = {
  accessToken: daySeconds,
  idToken: 10 * 3_600,
  session: 7 * daySeconds,
  refreshToken: 30 * daySeconds,
  grant: 365 * daySeconds,
  emailTicket: 5 * daySeconds,
} as const;
