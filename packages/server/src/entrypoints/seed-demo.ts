import { profileFetcher } from '../auth0/user-profile.ts';
import { controlledClock, systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { newId } from '../ids.ts';
import { grantRole, signIn } from '../postgres/identity.ts';
import { createStore } from '../postgres/store.ts';

const password = 'demo-Passw0rd';
const people = [
  { email: 'operator@demo.test', role: undefined },
  { email: 'provider@demo.test', role: 'cloud-provider' },
  { email: 'provider2@demo.test', role: 'cloud-provider' },
  { email: 'user@demo.test', role: undefined },
  { email: 'user2@demo.test', role: undefined },
] as const;

/** Signs the demo accounts in once, so that they exist with their roles. Repeating it changes nothing. */
async function main() {
  const config = readConfig(process.env);
  const clock = config.clockUrl ? await controlledClock(config.clockUrl, { subscribe: false }) : systemClock();
  const store = createStore(config.databaseUrl, { maxConnections: 2 });
  const fetchProfile = profileFetcher(config.issuer);
  for (const { email, role } of people) {
    const profile = await fetchProfile(await tokenOf(config, email));
    const now = clock.now();
    const user = await signIn(store, { profile, operatorEmails: config.operatorEmails, now, newId });
    if (role)
      await store.transaction((tx) =>
        grantRole(tx, { userId: user.id, role, by: 'seed', reason: 'demo account', now, newId }),
      );
  }
  clock.close();
  await store.close();
}

async function tokenOf(config: ReturnType<typeof readConfig>, username: string): Promise<string> {
  const response = await fetch(new URL('oauth/token', config.issuer), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      grant_type: 'password',
      username,
      password,
      audience: config.audience,
      client_id: config.clientId,
      scope: 'openid profile email',
    }),
  });
  const body = (await response.json()) as { access_token?: string; error_description?: string };
  if (!body.access_token)
    throw new Error(`demo account ${username} cannot sign in: ${body.error_description ?? response.status}`);
  return body.access_token;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
