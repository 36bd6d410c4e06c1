import { html } from 'hono/html';
import { declineNames } from '../stripe/payments/declines.ts';
import { webhookModes } from '../stripe/webhooks/delivery-rows.ts';
import { type Action, action, choice } from './action.ts';
import { cards, cardTable, challenges, challengeTable } from './card-tables.ts';
import type { Html } from './page.ts';
import { events, eventTable, ledger, moneyTable } from './payment-tables.ts';

/** What the Stripe sandbox's control routes answer. */
export interface PaymentAnswers {
  ledger: unknown;
  events: unknown;
  cards: unknown;
  challenges: unknown;
}

const happenings: Action[] = [
  {
    label: 'Fail the next payment',
    said: 'Stripe answers the next three payment calls with an error: a client that retries gives up too.',
    path: '/stripe/faults',
    fields: { route: 'POST /v1/payment_intents', kind: 'error500', count: 3 },
  },
  {
    label: 'Lose the next answer',
    said: 'The answer to the next payment will be lost after it took effect.',
    path: '/stripe/faults',
    fields: { route: 'POST /v1/payment_intents', kind: 'timeoutAfterEffect', count: 1 },
  },
  {
    label: 'Pay out to the bank',
    said: 'All that was available is on its way to the bank.',
    path: '/stripe/payouts',
  },
];

/** Payments, events, saved cards, and what may go wrong with them. */
export function paymentSection(answers: PaymentAnswers): Html {
  const happened = events.safeParse(answers.events).data;
  const asked = challenges.safeParse(answers.challenges).data ?? { mode: 'answering', items: [] };
  return html`<section class="card">
  <div class="row apart"><h2>Payments</h2><span class="row small"><a href="/stripe/ledger">Ledger as JSON</a><a href="/stripe/events">Events as JSON</a></span></div>
  <div class="row">${happenings.map((happening) => action(happening))}</div>
  <div class="row low">
${choice({ id: 'decline', name: 'decline', label: 'Next card payment', path: '/stripe/declines', said: 'The next card payment will be declined.', button: 'Decline', values: declineNames, chosen: 'insufficient_funds' })}
${choice({ id: 'bank', name: 'mode', label: 'Bank for 3D Secure', path: '/stripe/challenges', said: 'The bank changed.', button: 'Set bank', values: ['answering', 'silent'], chosen: asked.mode })}
</div>
  <div class="row low">
${choice({ id: 'mode', name: 'mode', label: 'Webhooks', path: '/stripe/webhooks', said: 'Webhooks changed.', button: 'Set', values: webhookModes, chosen: happened?.mode ?? 'normal' })}
${action({ label: 'Release held events', path: '/stripe/webhooks/release', said: 'Held events were delivered.' })}
</div>
  ${asked.items.length > 0 ? challengeTable(asked) : ''}
  <div class="stack"><h2>Money</h2>${moneyTable(ledger.safeParse(answers.ledger).data)}</div>
  <div class="columns">
    <div class="stack"><h2>Saved cards</h2>${cardTable(cards.safeParse(answers.cards).data)}</div>
    <div class="stack"><h2>Events</h2>${eventTable(happened)}</div>
  </div>
</section>`;
}
