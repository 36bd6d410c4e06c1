import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createStellarSecret } from '../stellar/strkey.ts';
import { createMnemonic } from '../tfchain/signer.ts';

const secrets = z.object({
  ENCRYPTION_KEY: z.string(),
  METRICS_TOKEN: z.string(),
  STRIPE_SECRET_KEY: z.string(),
  STRIPE_PUBLISHABLE_KEY: z.string(),
  STRIPE_WEBHOOK_SECRET: z.string(),
  AUTH0_MANAGEMENT_CLIENT_SECRET: z.string(),
  TFCHAIN_MNEMONIC: z.string(),
  /** Of the cold account whose balance raises the staking discount; it never signs while the product runs. */
  STASH_MNEMONIC: z.string(),
  /** Of the operator's account on the sandbox's Stellar network. A folder of an older version gets its own. */
  STELLAR_SECRET: z.string().default(createStellarSecret),
});

export type SandboxSecrets = z.infer<typeof secrets>;

/** The secrets of this data folder's sandboxes, generated once: `DATA_DIR/secrets.json`, for its owner's eyes only. */
export function openSecrets(dataDir: string): SandboxSecrets {
  const file = join(dataDir, 'secrets.json');
  const own = `${file}.${process.pid}`;
  writeFileSync(own, `${JSON.stringify(generate(), null, 2)}\n`, { mode: 0o600 });
  try {
    // Fails when the file exists: secrets are never exchanged, what they encrypted would be lost.
    linkSync(own, file);
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EEXIST')) throw cause;
  } finally {
    rmSync(own, { force: true });
  }
  return secrets.parse(JSON.parse(readFileSync(file, 'utf8')));
}

function generate(): SandboxSecrets {
  const hex = (bytes: number) => randomBytes(bytes).toString('hex');
  return {
    ENCRYPTION_KEY: randomBytes(32).toString('base64'),
    METRICS_TOKEN: randomBytes(24).toString('base64url'),
    // The word `sandbox` lets production recognise and refuse them.
    STRIPE_SECRET_KEY: `sk_test_sandbox${hex(12)}`,
    STRIPE_PUBLISHABLE_KEY: `pk_test_sandbox${hex(12)}`,
    STRIPE_WEBHOOK_SECRET: `whsec_${hex(16)}`,
    AUTH0_MANAGEMENT_CLIENT_SECRET: hex(24),
    TFCHAIN_MNEMONIC: createMnemonic(),
    STASH_MNEMONIC: createMnemonic(),
    STELLAR_SECRET: createStellarSecret(),
  };
}
