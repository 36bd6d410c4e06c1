import { join } from 'node:path';
import { z } from 'zod';
import { AUDIENCE, CLIENT_ID } from '../../../sandboxes/src/oidc/constants.ts';
import { accountOfSecret } from '../stellar/strkey.ts';
import { signerFromMnemonic } from '../tfchain/signer.ts';
import type { SandboxSecrets } from './supervisor-secrets.ts';

export type Environment = Record<string, string | undefined>;

/** What the sandboxes say once they are up. */
export const sandboxesReady = z.looseObject({
  urls: z.object({
    control: z.string(),
    issuer: z.string().optional(),
    stripe: z.string().optional(),
    chain: z.string().optional(),
    gridproxy: z.string().optional(),
    relay: z.string().optional(),
    horizon: z.string().optional(),
    smtp: z.string().optional(),
  }),
  grid: z.object({ sshPort: z.number() }).optional(),
  stellar: z.object({ passphrase: z.string(), usdc: z.string(), tft: z.string(), bridgeVault: z.string() }).optional(),
});

const managementClientId = 'marketplace-management';

/** Units of 1e-7 TFT. The stash lifts the operator's twin to the highest staking discount. */
const operatorBalanceUnits = '500000000000';
const stashBalanceUnits = '200000000000000';

/** The systems that are configured by no variable: these get a sandbox. */
export function missingSystems(env: Environment): string[] {
  const configured = {
    oidc: env.OIDC_ISSUER || env.AUTH0_DOMAIN,
    stripe: env.STRIPE_SECRET_KEY,
    tfgrid: env.TFCHAIN_URL,
    stellar: env.HORIZON_URL,
    mail: env.SMTP_URL,
  };
  return Object.entries(configured)
    .filter(([, setting]) => !setting)
    .map(([name]) => name);
}

export function sandboxEnvironment(
  env: Environment,
  systems: string[],
  secrets: SandboxSecrets,
  port: number,
): Environment {
  const mnemonic = env.TFCHAIN_MNEMONIC || secrets.TFCHAIN_MNEMONIC;
  return {
    ...onlySystem(env),
    DATA_DIR: env.DATA_DIR && join(env.DATA_DIR, 'sandboxes'),
    SANDBOX_PORT: env.SANDBOX_PORT,
    SANDBOX_WHICH: systems.join(','),
    SANDBOX_CLOCK_FIXED: clockFixedBecause(systems),
    SANDBOX_STELLAR_OPERATOR: systems.includes('stellar')
      ? accountOfSecret(env.STELLAR_SECRET || secrets.STELLAR_SECRET)
      : undefined,
    SANDBOX_OPERATOR: systems.includes('tfgrid') ? JSON.stringify(operatorOf(mnemonic, secrets)) : undefined,
    STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: secrets.STRIPE_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET,
    STRIPE_WEBHOOK_URL: `http://127.0.0.1:${port}/api/v1/payments/webhook`,
    AUTH0_MANAGEMENT_CLIENT_ID: managementClientId,
    AUTH0_MANAGEMENT_CLIENT_SECRET: secrets.AUTH0_MANAGEMENT_CLIENT_SECRET,
  };
}

/** The configuration that points the product at the sandboxes that run; what `env` sets itself always wins. */
export function productEnvironment(
  env: Environment,
  secrets: SandboxSecrets,
  sandboxes: z.infer<typeof sandboxesReady> | undefined,
): Environment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const { ENCRYPTION_KEY, METRICS_TOKEN } = secrets;
  if (!sandboxes) return { ENCRYPTION_KEY, METRICS_TOKEN, ...given };
  const { urls, grid, stellar } = sandboxes;
  return {
    ENCRYPTION_KEY,
    METRICS_TOKEN,
    CLOCK_URL: urls.control,
    ENVIRONMENT_LABEL: 'Sandbox',
    ENVIRONMENT_URL: urls.control,
    ...(urls.issuer && signIn(urls.issuer, secrets)),
    ...(urls.stripe && payments(urls.stripe, secrets)),
    ...(urls.chain && {
      TFCHAIN_URL: urls.chain,
      GRIDPROXY_URL: urls.gridproxy,
      RELAY_URL: urls.relay,
      TFCHAIN_MNEMONIC: secrets.TFCHAIN_MNEMONIC,
      SSH_PORT: grid && String(grid.sshPort),
    }),
    ...(urls.horizon && stellar && treasury(urls.horizon, stellar, secrets)),
    ...(urls.smtp && { SMTP_URL: urls.smtp }),
    ...given,
  };
}

function signIn(issuer: string, secrets: SandboxSecrets): Environment {
  return {
    OIDC_ISSUER: issuer,
    AUTH0_AUDIENCE: AUDIENCE,
    AUTH0_CLIENT_ID: CLIENT_ID,
    AUTH0_MANAGEMENT_CLIENT_ID: managementClientId,
    AUTH0_MANAGEMENT_CLIENT_SECRET: secrets.AUTH0_MANAGEMENT_CLIENT_SECRET,
    OPERATOR_EMAILS: 'operator@demo.test',
    DEMO_ACCOUNTS: '1',
  };
}

function payments(url: string, secrets: SandboxSecrets): Environment {
  const { STRIPE_SECRET_KEY, STRIPE_PUBLISHABLE_KEY, STRIPE_WEBHOOK_SECRET } = secrets;
  return {
    STRIPE_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET,
    STRIPE_API_URL: url,
    STRIPE_JS_URL: `${url}/js/stripe.js`,
  };
}

function treasury(
  horizon: string,
  { passphrase, usdc, tft, bridgeVault }: NonNullable<z.infer<typeof sandboxesReady>['stellar']>,
  { STELLAR_SECRET }: SandboxSecrets,
): Environment {
  return {
    HORIZON_URL: horizon,
    STELLAR_SECRET,
    STELLAR_PASSPHRASE: passphrase,
    STELLAR_USDC: usdc,
    STELLAR_TFT: tft,
    STELLAR_BRIDGE: bridgeVault,
  };
}

/** Public parts only: the sandboxes never see the operator's secret. */
function operatorOf(mnemonic: string, secrets: SandboxSecrets) {
  const operator = signerFromMnemonic(mnemonic);
  const stash = signerFromMnemonic(secrets.STASH_MNEMONIC);
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  return {
    publicKeyHex: hex(operator.publicKey),
    balanceUnits: operatorBalanceUnits,
    twinEncryptionKeyHex: hex(operator.encryptionPublicKey),
    stash: { publicKeyHex: hex(stash.publicKey), balanceUnits: stashBalanceUnits },
  };
}

/** A real system lives in real time, so the sandboxes beside it must too. */
function clockFixedBecause(systems: string[]): string | undefined {
  const real = ['oidc', 'stripe', 'tfgrid', 'stellar', 'mail'].filter(
    (name) => !systems.includes(name) && name !== 'mail',
  );
  return real.length > 0 ? `${real.join(', ')} is real and lives in real time` : undefined;
}

/** What any program needs of the surroundings; none of our secrets. */
function onlySystem({ PATH, HOME, LANG, TZ, TMPDIR }: Environment): Environment {
  return { PATH, HOME, LANG, TZ, TMPDIR };
}
