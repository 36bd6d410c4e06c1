import { StripeError, unauthorized } from './errors.ts';
import type { Form } from './form.ts';
import type { Caller, Operation } from './operation.ts';

export interface Keys {
  secretKey: string;
  publishableKey: string;
}

/** Says who calls by the key they show; refuses strangers and browsers where only the server may act. */
export function identify(keys: Keys, authorization: string | undefined, form: Form, operation: Operation): Caller {
  const key = keyOf(authorization) ?? (typeof form.key === 'string' ? form.key : undefined);
  if (!key) {
    throw unauthorized(
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.",
    );
  }
  if (key === keys.secretKey) return { browser: false };
  if (key !== keys.publishableKey) throw unauthorized(`Invalid API Key provided: ${masked(key)}`);
  if (operation.access !== 'browser') {
    throw new StripeError(403, {
      type: 'invalid_request_error',
      code: 'secret_key_required',
      message:
        'This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.',
    });
  }
  return { browser: true, clientSecret: typeof form.client_secret === 'string' ? form.client_secret : undefined };
}

/** Fields that say who calls and in which version, not what to do. */
export function withoutCallerFields(form: Form): Form {
  const { key, client_secret, _stripe_version, expand, ...rest } = form;
  return rest;
}

function keyOf(authorization: string | undefined): string | undefined {
  const [scheme, credentials] = authorization?.split(' ') ?? [];
  if (!credentials) return undefined;
  if (scheme?.toLowerCase() === 'bearer') return credentials;
  if (scheme?.toLowerCase() === 'basic') return Buffer.from(credentials, 'base64').toString().split(':')[0];
  return undefined;
}

function masked(key: string): string {
  return `${key.slice(0, 8)}${'*'.repeat(Math.max(0, key.length - 12))}${key.slice(-4)}`;
}
