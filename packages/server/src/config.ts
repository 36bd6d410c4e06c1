import { z } from 'zod';
import { sealedSecret } from './stellar/signer.ts';
import { isStellarAccount, isStellarSecret } from './stellar/strkey.ts';

/** Everything the server is told from outside; parsed once at start, every error at once. */
export type Config = z.output<typeof Environment>;

export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly reasons: string[];
  constructor(reasons: string[]) {
    super(`The configuration is not usable:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
    this.reasons = reasons;
  }
}

const optional = z
  .string()
  .optional()
  .transform((value) => (value === undefined || value === '' ? undefined : value));
const required = (what: string) => z.string(`is missing: ${what}`).min(1, `is missing: ${what}`);

/** `CODE:ISSUER`; the default is that of Stellar's public network. */
const asset = (name: string) =>
  z
    .string()
    .default(name)
    .refine((value) => /^[A-Za-z0-9]{1,12}:/.test(value) && isStellarAccount(value.split(':')[1] ?? ''), {
      message: 'must be CODE:ISSUER',
    });

const Environment = z
  .object({
    PORT: z.coerce.number('must be a port number').int().min(0).max(65_535).default(8888),
    HOST: z.string().default('127.0.0.1'),
    DATABASE_URL: required('address of PostgreSQL for the application role'),
    DATABASE_ADMIN_URL: optional,
    OIDC_ISSUER: optional,
    AUTH0_DOMAIN: optional,
    AUTH0_AUDIENCE: required('audience of access tokens'),
    AUTH0_CLIENT_ID: required('client id of the console'),
    STRIPE_SECRET_KEY: required('secret key of Stripe'),
    STRIPE_PUBLISHABLE_KEY: required('publishable key of Stripe'),
    STRIPE_WEBHOOK_SECRET: required('signing secret of the webhook'),
    STRIPE_API_URL: optional,
    STRIPE_JS_URL: z.string().default('https://js.stripe.com/v3/'),
    TFCHAIN_URL: required('WebSocket address of a TFChain node'),
    GRIDPROXY_URL: required('address of gridproxy'),
    RELAY_URL: required('WebSocket address of the RMB relay'),
    TFCHAIN_MNEMONIC: required('mnemonic of the operator twin'),
    HORIZON_URL: z.string().default('https://horizon.stellar.org'),
    STELLAR_SECRET: optional.refine(
      (value) => value === undefined || value.startsWith('sealed:') || isStellarSecret(value),
      {
        message: 'must be a secret of Stellar (S…), or one that was sealed',
      },
    ),
    STELLAR_ACCOUNT: optional.refine((value) => value === undefined || isStellarAccount(value), {
      message: 'must be an account of Stellar (G…)',
    }),
    STELLAR_PASSPHRASE: z.string().default('Public Global Stellar Network ; September 2015'),
    STELLAR_USDC: asset('USDC:GA5ZSEJYB37JRC5AVCIA5MOP4RHTM335X2KGX3IHOJAPP5RE34K4KZVN'),
    STELLAR_TFT: asset('TFT:GBOVQKJYHXRR3DX6NOX2RRYFRCUMSADGDESTDNBDS6CDVLGVESRTAC47'),
    STELLAR_BRIDGE: z
      .string()
      .default('GBNOTAYUMXVO5QDYWYO2SOCOYIJ3XFIP65GKOQN7H65ZZSO6BK4SLWSC')
      .refine(isStellarAccount, { message: 'must be an account of Stellar (G…)' }),
    SMTP_URL: required('address of the mail server'),
    PUBLIC_URL: optional,
    MAIL_FROM: z.string().default('ThreeFold Cloud <no-reply@marketplace.test>'),
    AUTH0_MANAGEMENT_CLIENT_ID: optional,
    AUTH0_MANAGEMENT_CLIENT_SECRET: optional,
    OPERATOR_EMAILS: z.string().default(''),
    ENCRYPTION_KEY: required('32 bytes in base64'),
    METRICS_TOKEN: optional,
    CLOCK_URL: optional,
    ENVIRONMENT_LABEL: optional,
    ENVIRONMENT_URL: optional,
    DEMO_ACCOUNTS: optional,
    SSH_PORT: z.coerce.number().int().min(1).max(65_535).default(22),
    CONSOLE_DIST: optional,
    LOG_LEVEL: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('info'),
  })
  .transform((env) => {
    const issuer = issuerOf(env) ?? '';
    return {
      port: env.PORT,
      host: env.HOST,
      databaseUrl: env.DATABASE_URL,
      databaseAdminUrl: env.DATABASE_ADMIN_URL,
      issuer: issuer.endsWith('/') ? issuer : `${issuer}/`,
      audience: env.AUTH0_AUDIENCE,
      clientId: env.AUTH0_CLIENT_ID,
      stripe: {
        secretKey: env.STRIPE_SECRET_KEY,
        publishableKey: env.STRIPE_PUBLISHABLE_KEY,
        webhookSecret: env.STRIPE_WEBHOOK_SECRET,
        apiUrl: env.STRIPE_API_URL,
        jsUrl: env.STRIPE_JS_URL,
      },
      chainUrl: env.TFCHAIN_URL,
      gridproxyUrl: env.GRIDPROXY_URL,
      relayUrl: env.RELAY_URL,
      mnemonic: env.TFCHAIN_MNEMONIC,
      stellar: {
        horizonUrl: env.HORIZON_URL,
        network: {
          passphrase: env.STELLAR_PASSPHRASE,
          usdc: env.STELLAR_USDC,
          tft: env.STELLAR_TFT,
          bridgeVault: env.STELLAR_BRIDGE,
        },
        secret: env.STELLAR_SECRET && sealedSecret(env.STELLAR_SECRET, env.ENCRYPTION_KEY),
        account: env.STELLAR_ACCOUNT,
      },
      smtpUrl: env.SMTP_URL,
      publicUrl: env.PUBLIC_URL?.replace(/\/$/, ''),
      mailFrom: env.MAIL_FROM,
      management: managementOf(env),
      operatorEmails: env.OPERATOR_EMAILS.split(',')
        .map((email) => email.trim().toLowerCase())
        .filter(Boolean),
      encryptionKey: env.ENCRYPTION_KEY,
      metricsToken: env.METRICS_TOKEN,
      clockUrl: env.CLOCK_URL,
      environment: env.ENVIRONMENT_LABEL ? { label: env.ENVIRONMENT_LABEL, url: env.ENVIRONMENT_URL } : undefined,
      demoAccounts: env.DEMO_ACCOUNTS === '1',
      sshPort: env.SSH_PORT,
      consoleDist: env.CONSOLE_DIST,
      logLevel: env.LOG_LEVEL,
    };
  });

const issuerOf = (env: { OIDC_ISSUER?: string | undefined; AUTH0_DOMAIN?: string | undefined }): string | undefined =>
  env.OIDC_ISSUER || (env.AUTH0_DOMAIN ? `https://${env.AUTH0_DOMAIN}/` : undefined);

/** The machine client of the Management API; without one roles are not copied to the identity provider. */
function managementOf(env: {
  AUTH0_MANAGEMENT_CLIENT_ID?: string | undefined;
  AUTH0_MANAGEMENT_CLIENT_SECRET?: string | undefined;
  AUTH0_DOMAIN?: string | undefined;
  OIDC_ISSUER?: string | undefined;
}) {
  const { AUTH0_MANAGEMENT_CLIENT_ID: clientId, AUTH0_MANAGEMENT_CLIENT_SECRET: clientSecret, AUTH0_DOMAIN } = env;
  if (!clientId || !clientSecret) return undefined;
  // The Management API lies at the tenant's own domain even where a custom one issues tokens.
  const tenantUrl = AUTH0_DOMAIN ? `https://${AUTH0_DOMAIN}/` : (issuerOf(env) ?? '');
  return { clientId, clientSecret, tenantUrl: tenantUrl.endsWith('/') ? tenantUrl : `${tenantUrl}/` };
}

/** Throws ConfigError with every reason at once; in production also with what it refuses to run on. */
export function readConfig(env: Record<string, string | undefined>, { production = false } = {}): Config {
  const parsed = Environment.safeParse(env);
  const missing = parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  if (issuerOf(env) === undefined) missing.push('OIDC_ISSUER is missing: set it or AUTH0_DOMAIN');
  if (Boolean(env.AUTH0_MANAGEMENT_CLIENT_ID) !== Boolean(env.AUTH0_MANAGEMENT_CLIENT_SECRET))
    missing.push('AUTH0_MANAGEMENT_CLIENT_ID and AUTH0_MANAGEMENT_CLIENT_SECRET are set together or not at all');
  const reasons = production ? [...missing, ...productionObjections(env)] : missing;
  if (parsed.success && reasons.length === 0) return parsed.data;
  throw new ConfigError(reasons);
}

const isLoopback = (url: string | undefined) => url !== undefined && /^\w+:\/\/(localhost|127\.|\[::1\])/.test(url);

/** What production refuses to start with; empty when all is well. */
function productionObjections(env: Record<string, string | undefined>): string[] {
  const objections: string[] = [];
  if (isLoopback(issuerOf(env))) {
    objections.push('OIDC_ISSUER is a loopback address: anybody on this machine could sign in as anybody');
  }
  if (isLoopback(env.STRIPE_API_URL))
    objections.push('STRIPE_API_URL is a loopback address: payments would not be real');
  if (env.STRIPE_SECRET_KEY?.includes('sandbox')) objections.push('STRIPE_SECRET_KEY is a sandbox key');
  if (isLoopback(env.HORIZON_URL)) objections.push('HORIZON_URL is a loopback address: the treasury would not be real');
  if (env.STELLAR_PASSPHRASE?.startsWith('Standalone'))
    objections.push('STELLAR_PASSPHRASE is that of a network for tests');
  if (env.DEMO_ACCOUNTS === '1') objections.push('DEMO_ACCOUNTS is set: their password is public');
  if (env.CLOCK_URL) objections.push('CLOCK_URL is set: production lives in real time');
  if (env.ENCRYPTION_KEY && Buffer.from(env.ENCRYPTION_KEY, 'base64').length !== 32) {
    objections.push('ENCRYPTION_KEY must be 32 bytes in base64');
  }
  return objections;
}
