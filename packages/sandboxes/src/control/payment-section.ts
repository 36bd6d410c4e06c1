import { html } from 'hono/html';
import { z } from 'zod';
import type { Html } from './page.ts';

const ledger = z.object({
  charges: z.array(
    z.object({
      id: z.string(),
      amount: z.number(),
      currency: z.string(),
      status: z.string(),
      created: z.number(),
      failureCode: z.string().nullish(),
    }),
  ),
  refunds: z.array(
    z.object({ id: z.string(), amount: z.number(), currency: z.string(), status: z.string(), created: z.number() }),
  ),
  disputes: z.array(
    z.object({ id: z.string(), amount: z.number(), currency: z.string(), status: z.string(), created: z.number() }),
  ),
});
const events = z.object({
  mode: z.string().optional(),
  items: z.array(
    z.object({ id: z.string(), type: z.string(), created: z.number(), pending_webhooks: z.number().optional() }),
  ),
});

const rowsShown = 12;

/** Payments, events and the faults of the card processor. */
export function paymentSection(ledgerAnswer: unknown, eventsAnswer: unknown): Html {
  const books = ledger.safeParse(ledgerAnswer).data;
  const happened = events.safeParse(eventsAnswer).data;
  return html`<section class="card">
  <div class="row apart"><h2>Payments</h2><span class="row small"><a href="/stripe/ledger">Ledger as JSON</a><a href="/stripe/events">Events as JSON</a></span></div>
  <div class="row">
    <form method="post" action="/stripe/faults" data-said="Stripe answers the next three payment calls with an error: a client that retries gives up too."><input type="hidden" name="route" value="POST /v1/payment_intents"><input type="hidden" name="kind" value="error500"><input type="hidden" name="count" value="3" data-type="number"><button>Fail the next payment</button></form>
    <form method="post" action="/stripe/faults" data-said="The answer to the next payment will be lost after it took effect."><input type="hidden" name="route" value="POST /v1/payment_intents"><input type="hidden" name="kind" value="timeoutAfterEffect"><input type="hidden" name="count" value="1" data-type="number"><button>Lose the next answer</button></form>
  </div>
  ${webhookForms(happened?.mode ?? 'normal')}
  <div class="columns">
    <div class="stack"><h2>Money</h2>${moneyTable(books)}</div>
    <div class="stack"><h2>Events</h2>${eventTable(happened)}</div>
  </div>
</section>`;
}

function webhookForms(mode: string): Html {
  const modes = ['normal', 'hold', 'duplicate', 'reverse', 'drop'];
  return html`<div class="row low">
<form class="row" method="post" action="/stripe/webhooks" data-said="Webhooks changed."><div class="field"><label for="mode">Webhooks</label><select id="mode" name="mode">${modes.map(
    (name) => html`<option ${name === mode ? 'selected' : ''}>${name}</option>`,
  )}</select></div><div class="field"><button>Set</button></div></form>
<form class="row" method="post" action="/stripe/webhooks/release" data-said="Held events were delivered."><div class="field"><button>Release held events</button></div></form>
</div>`;
}

function moneyTable(books: z.infer<typeof ledger> | undefined): Html {
  const movements = [
    ...(books?.charges ?? []).map((charge) => ({
      ...charge,
      what: 'Charge',
      note: charge.failureCode ?? charge.status,
    })),
    ...(books?.refunds ?? []).map((refund) => ({ ...refund, what: 'Refund', note: refund.status })),
    ...(books?.disputes ?? []).map((dispute) => ({ ...dispute, what: 'Dispute', note: dispute.status })),
  ].sort((a, b) => b.created - a.created);
  if (movements.length === 0) return html`<p class="quiet">No payment yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>What</th><th>State</th><th class="number">Amount</th></tr></thead><tbody>${movements
    .slice(0, rowsShown)
    .map(
      (row) =>
        html`<tr><td>${row.what}<div class="small quiet mono shortened">${row.id}</div></td><td>${row.note.replaceAll('_', ' ')}</td><td class="number">${(row.amount / 100).toFixed(2)} ${row.currency.toUpperCase()}</td></tr>`,
    )}</tbody></table></div>`;
}

function eventTable(happened: z.infer<typeof events> | undefined): Html {
  const items = happened?.items ?? [];
  if (items.length === 0) return html`<p class="quiet">No event yet.</p>`;
  return html`<div class="scroll"><table><thead><tr><th>Event</th><th class="number">At</th></tr></thead><tbody>${items
    .slice(0, rowsShown)
    .map(
      (event) =>
        html`<tr><td>${event.type}<div class="small quiet">${event.pending_webhooks ? 'not delivered yet' : ''}</div></td><td class="number">${new Date(event.created * 1000).toISOString().slice(5, 16).replace('T', ' ')}</td></tr>`,
    )}</tbody></table></div>`;
}
