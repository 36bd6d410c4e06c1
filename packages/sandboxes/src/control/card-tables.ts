import { html } from 'hono/html';
import { z } from 'zod';
import { type Action, actions } from './action.ts';
import type { Html } from './page.ts';

export const cards = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      email: z.string().nullish(),
      customer: z.string(),
      brand: z.string(),
      last4: z.string(),
      expMonth: z.number(),
      expYear: z.number(),
      expired: z.boolean(),
      isDefault: z.boolean(),
    }),
  ),
});
export const challenges = z.object({
  mode: z.string(),
  items: z.array(
    z.object({ intent: z.string(), amount: z.number().optional(), currency: z.string().optional(), url: z.string() }),
  ),
});

const rowsShown = 12;

/** Saved cards and what others than their owner may do to them. */
export function cardTable(found: z.infer<typeof cards> | undefined): Html {
  const items = (found?.items ?? []).slice(-rowsShown).reverse();
  if (items.length === 0) return html`<p class="quiet">No card is saved.</p>`;
  return html`<div class="scroll"><table class="acting"><thead><tr><th>Card</th><th>Let happen</th></tr></thead><tbody>${items.map(
    (card) =>
      html`<tr><td>${card.brand} ${card.last4}, ${card.expired ? 'expired' : 'until'} ${String(card.expMonth).padStart(2, '0')}/${card.expYear}${card.isDefault ? ', default' : ''}<div class="small quiet">${card.email ?? card.customer}</div></td><td class="acts">${actions(ofCard(card))}</td></tr>`,
  )}</tbody></table></div>`;
}

function ofCard({ id, last4 }: z.infer<typeof cards>['items'][number]): Action[] {
  const path = `/stripe/cards/${id}`;
  return [
    { label: 'Expire', full: `Expire card ${last4}`, path: `${path}/expire`, said: 'The card expired.' },
    {
      label: 'Renew',
      full: `Renew card ${last4}`,
      path: `${path}/renew`,
      said: 'The card network told Stripe of a new expiry date.',
    },
    {
      label: 'Detach',
      full: `Detach card ${last4}`,
      path: `${path}/detach`,
      said: 'The card was detached at the Stripe dashboard.',
    },
  ];
}

/** Payments and cards whose customer is asked by the bank right now. */
export function challengeTable({ items }: z.infer<typeof challenges>): Html {
  return html`<div class="stack"><h2>Waiting for 3D Secure</h2><div class="scroll"><table class="acting"><thead><tr><th>Payment</th><th class="number">Amount</th><th>Let happen</th></tr></thead><tbody>${items
    .slice(-rowsShown)
    .reverse()
    .map(
      ({ intent, amount, currency = '', url }) =>
        html`<tr><td><a class="mono" href="${url}">${intent}</a></td><td class="number">${amount === undefined ? 'to save a card' : `${(amount / 100).toFixed(2)} ${currency.toUpperCase()}`}</td><td class="acts">${actions(
          [
            {
              label: 'Pass',
              full: `Pass ${intent}`,
              path: `/stripe/challenges/${intent}`,
              said: 'The customer passed 3D Secure.',
              fields: { outcome: 'passed' },
            },
            {
              label: 'Fail',
              full: `Fail ${intent}`,
              path: `/stripe/challenges/${intent}`,
              said: 'The customer failed 3D Secure.',
              fields: { outcome: 'failed' },
            },
          ],
        )}</td></tr>`,
    )}</tbody></table></div></div>`;
}
