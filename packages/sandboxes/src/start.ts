import { createClock, type SandboxClock } from './clock.ts';
import { type ControlOptions, startControl } from './control/start.ts';
import { installDate } from './install-date.ts';
import { type MailSandbox, startMail } from './mail/start.ts';
import type { ManagementClient } from './oidc/client-credentials-grant.ts';
import { type OidcSandbox, startOidc } from './oidc/start.ts';
import type { Sandbox } from './sandbox.ts';
import { openState } from './state.ts';
import { type StellarOptions, type StellarSandbox, startStellar } from './stellar/start-stellar.ts';
import { type StripeOptions, type StripeSandbox, startStripe } from './stripe/start-stripe.ts';
import { startTfgrid, type Tfgrid, type TfgridOptions } from './tfgrid/start.ts';
import { startWallet } from './wallet/start.ts';

export const sandboxNames = ['oidc', 'stripe', 'tfgrid', 'stellar', 'mail'] as const;
export type SandboxName = (typeof sandboxNames)[number];

export interface SandboxesOptions {
  /** On 127.0.0.1; one that is left out takes any free port. */
  ports?: Partial<
    Record<'control' | 'oidc' | 'stripe' | 'chain' | 'gridproxy' | 'relay' | 'horizon' | 'smtp' | 'wallet', number>
  >;
  /** Without one all state ends with the process. */
  dataDir?: string;
  /** Which to start; the control server always runs, mail runs with oidc too. All by default. */
  which?: readonly SandboxName[];
  stripe?: Partial<Pick<StripeOptions, 'secretKey' | 'publishableKey' | 'webhookSecret' | 'webhookUrl'>>;
  managementClient?: ManagementClient;
  /** Whose twin pays on the sandbox's chain; tfgrid cannot start without it. */
  grid?: Pick<TfgridOptions, 'operator' | 'blockTimeMs' | 'deployDelayMs' | 'nodeCount'>;
  /** The account that Horizon's network begins with; the bridge runs where the grid does. */
  stellar?: Pick<StellarOptions, 'operator' | 'ledgerMs'>;
  clockFixedBecause?: ControlOptions['clockFixedBecause'];
  /** Replaces the global Date by one that follows the clock until `close`; for a process of the sandboxes' own. */
  replaceDate?: boolean;
}

export interface Sandboxes {
  /** Base addresses without a trailing slash, and the issuer with one; only of what was started. */
  urls: {
    control: string;
    oidc?: string;
    issuer?: string;
    stripe?: string;
    chain?: string;
    gridproxy?: string;
    relay?: string;
    horizon?: string;
    smtp?: string;
    wallet?: string;
  };
  clock: SandboxClock;
  oidc?: OidcSandbox;
  stripe?: StripeSandbox;
  grid?: Tfgrid;
  stellar?: StellarSandbox;
  mail?: MailSandbox;
  close(): Promise<void>;
}

/** Starts the sandboxes on one clock and one data folder; when one fails, those already up are closed again. */
export async function startSandboxes(options: SandboxesOptions = {}): Promise<Sandboxes> {
  const closing: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const end of closing.splice(0).reverse()) await end();
  };
  const kept = <S extends Pick<Sandbox, 'close'>>(sandbox: S): S => {
    closing.push(() => sandbox.close());
    return sandbox;
  };
  try {
    return { ...(await startEach(options, kept, (end) => closing.push(end))), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startEach(
  options: SandboxesOptions,
  kept: <S extends Pick<Sandbox, 'close'>>(sandbox: S) => S,
  onClose: (end: () => void) => void,
): Promise<Omit<Sandboxes, 'close'>> {
  const { ports = {}, dataDir, which = sandboxNames } = options;
  const wanted = new Set(which);
  const clockState = openState(dataDir, 'clock');
  onClose(() => clockState.close());
  const clock = createClock(clockState);
  if (options.replaceDate) onClose(installDate(clock));
  const common = (port: number | undefined) => ({ port: port ?? 0, dataDir, clock });

  const mail = wanted.has('mail') || wanted.has('oidc') ? kept(await startMail(common(ports.smtp))) : undefined;
  const oidc =
    wanted.has('oidc') && mail !== undefined
      ? kept(
          await startOidc({
            ...common(ports.oidc),
            sendMail: deliverTo(mail),
            managementClient: options.managementClient,
          }),
        )
      : undefined;
  const stripe = wanted.has('stripe')
    ? kept(await startStripe({ ...common(ports.stripe), ...testKeys, ...options.stripe }))
    : undefined;
  const grid = wanted.has('tfgrid') ? kept(await startGrid(options, clock)) : undefined;
  const wallet = grid && kept(await startWallet({ port: ports.wallet ?? 0, accounts: grid.providers }));
  const stellar = wanted.has('stellar')
    ? kept(await startStellar({ ...common(ports.horizon), ...options.stellar, grid }))
    : undefined;
  const control = kept(
    await startControl({
      ...common(ports.control),
      mounts: {
        ...(mail && { mail: mail.control }),
        ...(oidc && { oidc: oidc.control }),
        ...(stripe && { stripe: stripe.control }),
        ...(grid && { grid: grid.control }),
        ...(stellar && { stellar: stellar.control }),
      },
      clockFixedBecause: options.clockFixedBecause,
      walletUrl: wallet?.url,
    }),
  );
  return {
    clock,
    mail,
    oidc,
    stripe,
    grid,
    stellar,
    urls: {
      control: control.url,
      oidc: oidc?.url,
      issuer: oidc?.issuer,
      stripe: stripe?.url,
      ...grid?.urls,
      horizon: stellar?.url,
      smtp: mail?.url,
      wallet: wallet?.url,
    },
  };
}

function startGrid({ ports, dataDir, grid }: SandboxesOptions, clock: SandboxClock): Promise<Tfgrid> {
  if (grid === undefined) throw new Error('tfgrid needs the operator whose twin pays on its chain');
  const { chain = 0, gridproxy = 0, relay = 0 } = ports ?? {};
  return startTfgrid({ ...grid, ports: { chain, gridproxy, relay }, dataDir, clock });
}

/** Keys of a Stripe account that exists only here. */
const testKeys = { secretKey: 'sk_test_sandbox', publishableKey: 'pk_test_sandbox', webhookSecret: 'whsec_sandbox' };

/** The sign-in's mails go straight into the mailbox, past the faults that are meant for the marketplace's own. */
function deliverTo({ mailbox }: MailSandbox) {
  return async ({ to, subject, text }: { to: string; subject: string; text: string }) => {
    mailbox.add({ to, from: 'Sandbox sign-in <no-reply@sign-in.test>', subject, text, html: undefined });
  };
}
