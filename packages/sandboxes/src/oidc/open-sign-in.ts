import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type Provider from 'oidc-provider';
import { z } from 'zod';
import type { Account } from './account.ts';
import { isLoopback } from './loopback.ts';

export type OidcBindings = { Bindings: HttpBindings };
export type PageContext = Context<OidcBindings>;

/** One open sign-in, as the pages need it. */
export interface OpenSignIn {
  uid: string;
  prompt: string;
  application: string;
  loginHint: string;
  wantsSignUp: boolean;
  /** Origin of the application, for links in mails. */
  backUrl: string | undefined;
}

/** The sign-in that this browser has open; throws the provider's SessionNotFound when there is none. */
export async function readSignIn(provider: Provider, c: PageContext): Promise<OpenSignIn> {
  const { uid, prompt, params } = await provider.interactionDetails(c.env.incoming, c.env.outgoing);
  const client = await provider.Client.find(String(params.client_id));
  const redirectUri = String(params.redirect_uri);
  return {
    uid,
    prompt: prompt.name,
    application: client?.clientName ?? 'the application',
    loginHint: typeof params.login_hint === 'string' ? params.login_hint : '',
    wantsSignUp: params.screen_hint === 'signup',
    backUrl: isLoopback(redirectUri) ? new URL(redirectUri).origin : undefined,
  };
}

/** Ends the interaction with this person signed in and goes back into the flow. */
export async function finishSignIn(provider: Provider, c: PageContext, account: Account): Promise<Response> {
  const result = { login: { accountId: account.sub, remember: true }, select_account: {}, consent: {} };
  return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, result), 303);
}

export async function readSignInForm(c: PageContext): Promise<{ email: string; password: string; name: string }> {
  const form = await c.req.parseBody();
  const text = (name: string) => (typeof form[name] === 'string' ? form[name] : '');
  return { email: text('email').trim(), password: text('password'), name: text('name').trim() };
}

/** What is wrong with an address, as a sentence; undefined when it is well formed. */
export function emailFault(email: string): string | undefined {
  if (email === '') return 'Enter your e-mail address.';
  return z.email().safeParse(email).success ? undefined : 'This is not an e-mail address.';
}
