import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { type OidcSandbox, startOidc } from './start.ts';

export interface SentMail {
  to: string;
  subject: string;
  text: string;
}

export interface OidcHarness {
  oidc: OidcSandbox;
  clock: SandboxClock;
  mails: SentMail[];
  /** The address inside the newest mail to somebody. */
  linkTo(to: string): string;
}

export const machine = { clientId: 'machine', clientSecret: 'machine-secret' };

/** The sandbox on a clock of its own with its mails in a list. */
export async function startHarness(options: { dataDir?: string; port?: number } = {}): Promise<OidcHarness> {
  const clock = createClock(openState(undefined, 'clock'));
  const mails: SentMail[] = [];
  const sendMail = async (mail: SentMail) => void mails.push(mail);
  const oidc = await startOidc({ port: 0, clock, sendMail, managementClient: machine, ...options });
  const linkTo = (to: string) => /http\S+/.exec(mails.findLast((mail) => mail.to === to)?.text ?? '')?.[0] ?? '';
  return { oidc, clock, mails, linkTo };
}

export interface JsonAnswer<Body> {
  status: number;
  body: Body;
}

export async function sendJson<Body = Record<string, string>>(
  method: string,
  url: string,
  body?: object,
  headers: Record<string, string> = {},
): Promise<JsonAnswer<Body>> {
  const response = await fetch(url, {
    method,
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as Body };
}

export function claimsOf(token: string | undefined): Record<string, unknown> & { iat: number; exp: number } {
  return JSON.parse(Buffer.from(token?.split('.')[1] ?? '', 'base64url').toString());
}
