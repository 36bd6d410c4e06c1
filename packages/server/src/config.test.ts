import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

const complete = {
  DATABASE_URL: 'postgres://app:secret@db.example/marketplace',
  OIDC_ISSUER: 'https://tenant.example/',
  AUTH0_AUDIENCE: 'https://api.example',
  AUTH0_CLIENT_ID: 'client',
  STRIPE_SECRET_KEY: 'sk_live_x',
  STRIPE_PUBLISHABLE_KEY: 'pk_live_x',
  STRIPE_WEBHOOK_SECRET: 'whsec_x',
  TFCHAIN_URL: 'wss://chain.example',
  GRIDPROXY_URL: 'https://gridproxy.example',
  RELAY_URL: 'wss://relay.example',
  TFCHAIN_MNEMONIC: 'words',
  SMTP_URL: 'smtp://mail.example',
  ENCRYPTION_KEY: Buffer.alloc(32, 1).toString('base64'),
};

const reasonsOf = (env: Record<string, string>) => {
  try {
    readConfig(env, { production: true });
    return [];
  } catch (error) {
    return error instanceof ConfigError ? error.reasons : [String(error)];
  }
};

describe('configuration', () => {
  it('is accepted when complete, and the issuer ends with a slash', () => {
    expect(readConfig({ ...complete, OIDC_ISSUER: 'https://tenant.example' }, { production: true }).issuer).toBe(
      'https://tenant.example/',
    );
    expect(readConfig({ ...complete, OIDC_ISSUER: '', AUTH0_DOMAIN: 'tenant.example' }).issuer).toBe(
      'https://tenant.example/',
    );
  });

  it('names everything that is missing at once', () => {
    const reasons = reasonsOf({});
    for (const name of Object.keys(complete))
      expect(
        reasons.some((reason) => reason.startsWith(name)),
        name,
      ).toBe(true);
  });

  it('refuses in production whatever belongs to the sandbox, all reasons at once', () => {
    const reasons = reasonsOf({
      ...complete,
      OIDC_ISSUER: 'http://localhost:4401/',
      STRIPE_API_URL: 'http://127.0.0.1:4402',
      STRIPE_SECRET_KEY: 'sk_test_sandbox_1',
      DEMO_ACCOUNTS: '1',
      CLOCK_URL: 'http://localhost:4400',
      ENCRYPTION_KEY: 'short',
    });
    expect(reasons).toHaveLength(6);
  });
});
