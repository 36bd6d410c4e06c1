import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Stripe } from 'stripe';
import { noCause, type OpenAccount } from './account.ts';
import { type ChallengedIntent, finishChallenge, type IssuingBank } from './payments/issuing-bank.ts';
import { finishOnboarding } from './resources/accounts.ts';

/** The pages a customer may be sent to: the 3D Secure challenge of an issuing bank, and receipts. */
export function createPages(account: OpenAccount, bank: IssuingBank): Hono {
  const app = new Hono();
  app.get('/challenges/:intent/:challenge', (c) => {
    const intent = challenged(account, c.req.param('intent'), c.req.param('challenge'));
    if (!intent) return c.html(finishedPage(c.req.param('intent'), 'This challenge is over.'), 410);
    return c.html(bank.mode === 'silent' ? silentPage() : challengePage(intent));
  });
  app.post('/challenges/:intent/:challenge', async (c) => {
    const intent = challenged(account, c.req.param('intent'), c.req.param('challenge'));
    if (!intent) return c.html(finishedPage(c.req.param('intent'), 'This challenge is over.'), 410);
    const passed = (await c.req.parseBody()).result === 'complete';
    if (passed && bank.mode === 'silent') return c.redirect(c.req.path, 303);
    const { returnUrl } = account.objects.traits(intent.id);
    const after = account.transact(() => finishChallenge(account.causedBy(noCause), intent, passed));
    const embedded = intent.next_action?.type === 'use_stripe_sdk';
    if (embedded || !returnUrl) return c.html(finishedPage(intent.id, 'Thank you. You can close this page.'));
    return c.redirect(returnAddress(returnUrl, after), 303);
  });
  app.get('/onboarding/:account/:code', (c) => {
    const owner = onboarding(account, c.req.param('account'), c.req.param('code'));
    return owner ? c.html(onboardingPage(owner)) : c.html(noticePage('This link is over. Ask for a new one.'), 410);
  });
  app.post('/onboarding/:account/:code', (c) => {
    const owner = onboarding(account, c.req.param('account'), c.req.param('code'));
    if (!owner) return c.html(noticePage('This link is over. Ask for a new one.'), 410);
    const { returnUrl } = account.objects.traits(owner.id);
    account.transact(() => finishOnboarding(account.causedBy(noCause), owner));
    return c.redirect(returnUrl ?? '/', 303);
  });
  app.get('/receipts/:charge', (c) => receipt(c, account));
  return app;
}

function challenged(account: OpenAccount, id: string, challenge: string): ChallengedIntent | undefined {
  if (account.objects.traits(id).challenge !== challenge) return undefined;
  return account.objects.get('payment_intent', id) ?? account.objects.get('setup_intent', id);
}

/** The parameters that Stripe adds to a `return_url`. */
function returnAddress(returnUrl: string, intent: ChallengedIntent): string {
  const address = new URL(returnUrl);
  address.searchParams.set(intent.object, intent.id);
  address.searchParams.set(`${intent.object}_client_secret`, intent.client_secret ?? '');
  address.searchParams.set('redirect_status', intent.status === 'succeeded' ? 'succeeded' : 'failed');
  return address.toString();
}

function onboarding(account: OpenAccount, id: string, code: string): Stripe.Account | undefined {
  const owner = account.objects.get('account', id);
  return owner && !owner.deleted && account.objects.traits(id).onboarding === code ? owner : undefined;
}

function receipt(c: Context, account: OpenAccount) {
  const charge = account.objects.get('charge', c.req.param('charge') ?? '');
  if (!charge) return c.html(noticePage('There is no such receipt.'), 404);
  const amount = `${(charge.amount / 100).toFixed(2)} ${charge.currency.toUpperCase()}`;
  const card = charge.payment_method_details?.card;
  const paidWith = card ? `${card.brand} ending in ${card.last4}` : 'bank account';
  const paidAt = new Date(charge.created * 1000).toISOString();
  return c.html(
    page(
      'Receipt',
      html`<h1>Receipt</h1><p>${amount}, paid with ${paidWith}, ${paidAt}</p><p>${charge.description ?? ''}</p>
    <p class="quiet">${charge.id}. No real money moved.</p>`,
    ),
  );
}

function challengePage(intent: ChallengedIntent) {
  const amount =
    intent.object === 'payment_intent'
      ? `${(intent.amount / 100).toFixed(2)} ${intent.currency.toUpperCase()}`
      : undefined;
  const purpose = amount
    ? html`Your bank asks whether you pay <strong>${amount}</strong>.`
    : html`Your bank asks whether this card may be saved for later payments.`;
  return page(
    '3D Secure',
    html`<p class="quiet">Test bank</p><h1>3D Secure</h1><p>${purpose}</p>
    <form method="post">
      <button name="result" value="complete" class="main">Complete</button>
      <button name="result" value="fail">Fail</button>
    </form><p class="quiet">Sandbox: choose how the authentication ends.</p>`,
  );
}

/** Asks again by itself, so that the customer gets on once the bank answers or somebody else did. */
function silentPage() {
  return page(
    '3D Secure',
    html`<p class="quiet">Test bank</p><h1>3D Secure</h1><p role="status">Your bank is not answering. Please wait.</p>
    <p class="quiet">Sandbox: the bank was told to be silent.</p><meta http-equiv="refresh" content="1">`,
  );
}

function onboardingPage(owner: Stripe.Account) {
  return page(
    'Payout details',
    html`<p class="quiet">Payout details</p><h1>Receive payouts</h1>
      <p>${owner.email ?? owner.id} gives identity and bank account here so that money can be paid out.</p>
      <form method="post"><button class="main">Agree and submit</button></form>
      <p class="quiet">Sandbox: nothing has to be filled in.</p>`,
  );
}

/** Tells stripe.js around it that there is nothing left to answer. */
function finishedPage(intentId: string, text: string) {
  // The id may come from the address: no text of it may end the script.
  const message = JSON.stringify({ stripeSandbox: 'challenge-finished', intent: intentId }).replaceAll('<', '\\u003c');
  return page(
    '3D Secure',
    html`<p>${text}</p><script>parent.postMessage(${html([message] as unknown as TemplateStringsArray)}, '*');</script>`,
  );
}

function noticePage(text: string) {
  return page('Notice', html`<p>${text}</p>`);
}

function page(title: string, body: ReturnType<typeof html>) {
  return html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
    <link rel="stylesheet" href="/js/pages.css"></head><body><main>${body}</main></body></html>`;
}
