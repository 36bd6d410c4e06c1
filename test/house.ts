import { randomBytes } from 'node:crypto';
import { type Sandboxes, type SandboxesOptions, startSandboxes } from '../packages/sandboxes/src/start.ts';
import { readConfig } from '../packages/server/src/config.ts';
import { type Marketplace, startMarketplace } from '../packages/server/src/marketplace.ts';
import { accountOfSecret, createStellarSecret } from '../packages/server/src/stellar/strkey.ts';
import { createMnemonic, signerFromMnemonic } from '../packages/server/src/tfchain/index.ts';
import { createDatabase, type TestDatabase } from './database.ts';

/** What the product stands on in one test file: its own database and its own sandboxes. */
export interface Ground {
  database: TestDatabase;
  sandboxes: Sandboxes;
  /** Of the operator's account on Stellar, for whoever signs by hand. */
  stellarSecret: string | undefined;
  /** The server's environment, for a test that starts a process of it. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** The whole product of one test file: ground and the real server on a port. */
export interface House extends Ground {
  url: string;
  marketplace: Marketplace;
}

export interface HouseOptions {
  grid?: Partial<NonNullable<SandboxesOptions['grid']>>;
  env?: Record<string, string>;
  /** Gives the product a client of the issuer's Management API: roles are then copied there. */
  management?: boolean;
  /** Gives the operator an account on Stellar, with 1,000 XLM and 50,000 USDC. `watch-only`: without its secret. */
  stellar?: 'signs' | 'watch-only';
  /** TFT of the operator's twin, 100,000 where not given, and of a stash that is bonded to it. */
  float?: { twinTft: bigint; stashTft?: bigint };
}

const TFT = 10_000_000n;

export async function startHouse(options: HouseOptions = {}): Promise<House> {
  const ground = await prepareGround(options);
  const marketplace = await startMarketplace(readConfig(ground.env));
  ground.sandboxes.stripe?.setWebhookUrl(`${marketplace.url}/api/v1/payments/webhook`);
  return {
    ...ground,
    url: marketplace.url,
    marketplace,
    async close() {
      await marketplace.close();
      await ground.close();
    },
  };
}

export async function prepareGround(options: HouseOptions = {}): Promise<Ground> {
  const database = await createDatabase();
  const mnemonic = createMnemonic();
  const stellarSecret = options.stellar && createStellarSecret();
  const management = options.management ? { clientId: 'management', clientSecret: 'of this house' } : undefined;
  const sandboxes = await startSandboxes({
    replaceDate: true,
    managementClient: management,
    stellar: stellarSecret ? { operator: { publicKey: accountOfSecret(stellarSecret) }, ledgerMs: 20 } : undefined,
    grid: {
      ...operatorOf(mnemonic, options.float),
      blockTimeMs: 100,
      deployDelayMs: 100,
      nodeCount: 300,
      ...options.grid,
    },
  });
  return {
    database,
    sandboxes,
    stellarSecret,
    env: {
      ...environment(database, sandboxes, mnemonic),
      ...(stellarSecret && stellarOf(sandboxes, stellarSecret, options.stellar)),
      ...(management && {
        AUTH0_MANAGEMENT_CLIENT_ID: management.clientId,
        AUTH0_MANAGEMENT_CLIENT_SECRET: management.clientSecret,
      }),
      ...options.env,
    },
    async close() {
      await sandboxes.close();
      await database.drop();
    },
  };
}

function stellarOf(
  { urls, stellar }: Sandboxes,
  secret: string,
  mode: HouseOptions['stellar'],
): Record<string, string> {
  if (!stellar) throw new Error('the stellar sandbox was not started');
  const { passphrase, usdc, tft, bridgeVault } = stellar.network;
  return {
    HORIZON_URL: urls.horizon ?? '',
    ...(mode === 'signs' ? { STELLAR_SECRET: secret } : { STELLAR_ACCOUNT: accountOfSecret(secret) }),
    STELLAR_PASSPHRASE: passphrase,
    STELLAR_USDC: usdc,
    STELLAR_TFT: tft,
    STELLAR_BRIDGE: bridgeVault,
  };
}

function operatorOf(
  mnemonic: string,
  { twinTft, stashTft }: NonNullable<HouseOptions['float']> = { twinTft: 100_000n },
) {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  const signer = signerFromMnemonic(mnemonic);
  const stash = stashTft && {
    publicKeyHex: hex(signerFromMnemonic(createMnemonic()).publicKey),
    balanceUnits: stashTft * TFT,
  };
  return {
    operator: {
      publicKeyHex: hex(signer.publicKey),
      twinEncryptionKeyHex: hex(signer.encryptionPublicKey),
      balanceUnits: twinTft * TFT,
      ...(stash ? { stash } : {}),
    },
  };
}

function environment(database: TestDatabase, { urls, grid }: Sandboxes, mnemonic: string): Record<string, string> {
  return {
    PORT: '0',
    DATABASE_URL: database.url,
    OIDC_ISSUER: urls.issuer ?? '',
    AUTH0_AUDIENCE: 'https://api.marketplace.test',
    AUTH0_CLIENT_ID: 'marketplace-console',
    STRIPE_SECRET_KEY: 'sk_test_sandbox',
    STRIPE_PUBLISHABLE_KEY: 'pk_test_sandbox',
    STRIPE_WEBHOOK_SECRET: 'whsec_sandbox',
    STRIPE_API_URL: urls.stripe ?? '',
    STRIPE_JS_URL: `${urls.stripe}/js/stripe.js`,
    TFCHAIN_URL: urls.chain ?? '',
    GRIDPROXY_URL: urls.gridproxy ?? '',
    RELAY_URL: urls.relay ?? '',
    TFCHAIN_MNEMONIC: mnemonic,
    SMTP_URL: urls.smtp ?? '',
    CLOCK_URL: urls.control,
    OPERATOR_EMAILS: 'operator@demo.test',
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    SSH_PORT: String(grid?.sshPort ?? 22),
    DEMO_ACCOUNTS: '1',
    LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
  };
}
