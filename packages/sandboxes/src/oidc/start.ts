import type { IncomingMessage, ServerResponse } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { listen } from '../control/listen.ts';
import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { openState } from '../state.ts';
import { openAccounts } from './accounts.ts';
import type { ManagementClient } from './client-credentials-grant.ts';
import { databaseRoutes } from './database-routes.ts';
import { openEmailTickets } from './email-tickets.ts';
import { interactionRoutes } from './interaction-routes.ts';
import { createAccountMails, type SendMail } from './mails.ts';
import { createManagementFaults, type ManagementFaults, managementControl, meetFaults } from './management-faults.ts';
import { managementRoutes } from './management-routes.ts';
import type { OidcBindings } from './open-sign-in.ts';
import { createProvider } from './provider.ts';
import { openRoles } from './roles.ts';
import { sessionRoutes } from './session-routes.ts';
import { openSigningKey } from './signing-key.ts';
import { ticketRoutes } from './ticket-routes.ts';
import { tokenRoutes } from './token-routes.ts';

export interface OidcOptions extends SandboxOptions {
  sendMail: SendMail;
  /** Without one the Management API refuses everybody. */
  managementClient?: ManagementClient;
}

export interface OidcSandbox extends Sandbox {
  /** `url` with a trailing slash: what tokens carry as `iss`. */
  issuer: string;
  control: NonNullable<Sandbox['control']>;
}

/** Starts the stand-in for Auth0: its paths, its sign-in pages, its password grant, its Management API. */
export async function startOidc(options: OidcOptions): Promise<OidcSandbox> {
  let app: Hono<OidcBindings> | undefined;
  // The issuer holds the port, so the port is taken first and the routes follow before anybody can know the address.
  const listener = await listen(
    (request, env) => (app ? app.fetch(request, env) : new Response(null, { status: 503 })),
    options.port,
  );
  const state = openState(options.dataDir, 'oidc');
  const url = `http://localhost:${listener.port}`;
  const issuer = `${url}/`;
  const faults = createManagementFaults();
  app = await buildApp(issuer, state, options, faults);
  return {
    url,
    issuer,
    port: listener.port,
    control: managementControl(faults),
    async close() {
      await listener.close();
      if (state.isOpen) state.close();
    },
  };
}

async function buildApp(
  issuer: string,
  state: ReturnType<typeof openState>,
  options: OidcOptions,
  faults: ManagementFaults,
): Promise<Hono<OidcBindings>> {
  const { clock } = options;
  const accounts = openAccounts(state, clock);
  await accounts.seedDemoAccounts();
  const tickets = openEmailTickets(state, clock);
  const mails = createAccountMails(issuer, tickets, options.sendMail);
  const key = openSigningKey(state);
  const provider = createProvider({ issuer, state, clock, accounts, key });
  const parts = { issuer, provider, clock, accounts, key };
  const callback = provider.callback() as unknown as (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ) => Promise<void>;

  const app = new Hono<OidcBindings>();
  app.route('/u', interactionRoutes(provider, accounts, mails));
  app.route('/', ticketRoutes(accounts, tickets));
  app.route('/', tokenRoutes(parts, options.managementClient));
  app.route('/', sessionRoutes(parts));
  app.route('/dbconnections', databaseRoutes(accounts, mails));
  app.use('/api/v2/*', meetFaults(faults));
  app.route('/api/v2', managementRoutes(parts, openRoles(state), mails));
  app.all('*', async (c) => {
    await callback(c.env.incoming, c.env.outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}
