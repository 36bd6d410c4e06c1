import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contentSecurityPolicy, trustedOriginsOf } from '../packages/server/src/http/security-headers.ts';
import { say } from './steps.mjs';

// For hosts that serve the console as static files: the same content security policy that the API sends. It names the
// issuer and the card processor, which only the environment of the build knows.
const { OIDC_ISSUER, AUTH0_DOMAIN, STRIPE_JS_URL, STRIPE_API_URL } = process.env;
const issuer = OIDC_ISSUER || (AUTH0_DOMAIN ? `https://${AUTH0_DOMAIN}/` : undefined);
const file = fileURLToPath(new URL('../packages/console/dist/_headers', import.meta.url));

if (issuer === undefined) {
  say('No OIDC_ISSUER or AUTH0_DOMAIN: no content security policy is written for static hosting.');
} else {
  const stripeJsUrl = STRIPE_JS_URL || 'https://js.stripe.com/v3/';
  const policy = contentSecurityPolicy(
    trustedOriginsOf({ issuer, stripeJsUrl, stripeApiUrl: STRIPE_API_URL || undefined }),
  );
  writeFileSync(file, `/*\n  Content-Security-Policy: ${policy}\n`);
}
