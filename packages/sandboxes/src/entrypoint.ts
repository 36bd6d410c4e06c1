import { z } from 'zod';
import { type Sandboxes, type SandboxesOptions, sandboxNames, startSandboxes } from './start.ts';

// The process that runs all sandboxes. It speaks to its parent by IPC: {type:'ready', urls, …},
// {type:'port-in-use', port, variable} or {type:'failed', message}, and ends when the parent's channel closes.

const portOffsets = {
  control: 0,
  oidc: 1,
  stripe: 2,
  chain: 3,
  gridproxy: 4,
  relay: 5,
  horizon: 6,
  smtp: 7,
  wallet: 8,
} as const;

const publicKeyHex = z.string().regex(/^(0x)?[0-9a-f]{64}$/i, 'must be 32 bytes in hex');
const operator = z.strictObject({
  publicKeyHex,
  balanceUnits: z.string().regex(/^\d+$/).transform(BigInt),
  twinEncryptionKeyHex: z.string().optional(),
  stash: z.strictObject({ publicKeyHex, balanceUnits: z.string().regex(/^\d+$/).transform(BigInt) }).optional(),
});

const environment = z.object({
  /** First of nine ports; 0 takes free ones. */
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_527).default(4400),
  DATA_DIR: z.string().min(1).optional(),
  SANDBOX_WHICH: z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== ''),
    )
    .pipe(z.array(z.enum(sandboxNames)))
    .optional(),
  SANDBOX_CLOCK_FIXED: z.string().min(1).optional(),
  /** The operator's account on the sandbox's chain, public parts only, as JSON; amounts in units of 1e-7 TFT. */
  SANDBOX_OPERATOR: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(operator)
    .optional(),
  /** Public key of the operator's account on the sandbox's Stellar network. */
  SANDBOX_STELLAR_OPERATOR: z
    .string()
    .regex(/^G[A-Z2-7]{55}$/, 'must be a Stellar account')
    .optional(),
  STRIPE_SECRET_KEY: z.string().optional(),
  STRIPE_PUBLISHABLE_KEY: z.string().optional(),
  STRIPE_WEBHOOK_SECRET: z.string().optional(),
  STRIPE_WEBHOOK_URL: z.string().optional(),
  AUTH0_MANAGEMENT_CLIENT_ID: z.string().optional(),
  AUTH0_MANAGEMENT_CLIENT_SECRET: z.string().optional(),
});

let sandboxes: Sandboxes | undefined;
let ending = false;

process.on('disconnect', () => end(0));
process.on('SIGTERM', () => end(0));
process.on('SIGINT', () => end(0));

try {
  sandboxes = await startSandboxes(readOptions());
  const { urls, grid, stellar } = sandboxes;
  process.send?.({
    type: 'ready',
    urls,
    grid: grid && { sshPort: grid.sshPort, operatorTwinId: grid.operatorTwinId() },
    stellar: stellar?.network,
  });
} catch (error) {
  await report(error);
  process.exit(1);
}

function readOptions(): SandboxesOptions {
  const env = environment.parse(definedOnly(process.env));
  const first = env.SANDBOX_PORT;
  const ports = Object.fromEntries(
    Object.entries(portOffsets).map(([name, offset]) => [name, first === 0 ? 0 : first + offset]),
  );
  const clientId = env.AUTH0_MANAGEMENT_CLIENT_ID;
  const clientSecret = env.AUTH0_MANAGEMENT_CLIENT_SECRET;
  return {
    ports,
    dataDir: env.DATA_DIR,
    which: env.SANDBOX_WHICH,
    replaceDate: true,
    clockFixedBecause: env.SANDBOX_CLOCK_FIXED,
    grid: env.SANDBOX_OPERATOR && { operator: env.SANDBOX_OPERATOR },
    stellar: env.SANDBOX_STELLAR_OPERATOR ? { operator: { publicKey: env.SANDBOX_STELLAR_OPERATOR } } : undefined,
    managementClient: clientId !== undefined && clientSecret !== undefined ? { clientId, clientSecret } : undefined,
    stripe: definedOnly({
      secretKey: env.STRIPE_SECRET_KEY,
      publishableKey: env.STRIPE_PUBLISHABLE_KEY,
      webhookSecret: env.STRIPE_WEBHOOK_SECRET,
      webhookUrl: env.STRIPE_WEBHOOK_URL,
    }),
  };
}

/** An empty variable counts as unset. */
function definedOnly(record: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

async function report(error: unknown): Promise<void> {
  const port = portInUse(error);
  const message =
    port === undefined
      ? { type: 'failed', message: error instanceof z.ZodError ? z.prettifyError(error) : String(error) }
      : { type: 'port-in-use', port, variable: 'SANDBOX_PORT' };
  if (process.send === undefined) process.stderr.write(`${JSON.stringify(message)}\n`);
  else await new Promise<void>((resolve) => process.send?.(message, () => resolve()));
}

function portInUse(error: unknown): number | undefined {
  for (let at = error; at instanceof Error; at = at.cause) {
    const { code, port } = at as NodeJS.ErrnoException & { port?: number };
    if (code === 'EADDRINUSE' && port !== undefined) return port;
  }
  return undefined;
}

function end(code: number): void {
  if (ending) return;
  ending = true;
  // A connection that will not close must not keep the process: the state is on disk after every step.
  setTimeout(() => process.exit(code), 3_000).unref();
  void (sandboxes?.close() ?? Promise.resolve()).then(
    () => process.exit(code),
    () => process.exit(1),
  );
}
