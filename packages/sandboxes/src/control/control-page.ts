import type { Hono } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import type { SandboxClock } from '../clock.ts';
import { controlScript } from './control-script.ts';
import { gridSection } from './grid-section.ts';
import { type Html, page } from './page.ts';
import { paymentSection } from './payment-section.ts';
import { stellarSection } from './stellar-section.ts';

interface ControlPageOptions {
  clock: SandboxClock;
  mounts: Partial<Record<string, Hono>>;
  fixedBecause?: string | undefined;
  walletUrl?: string | undefined;
}

const mailList = z.object({
  items: z.array(z.object({ id: z.number(), to: z.string(), subject: z.string(), at: z.string() })),
});

/** The page for people: time, mail, payments, grid, Stellar. It reads the same routes that tests use. */
export async function controlPage(
  app: Hono,
  { clock, mounts, fixedBecause, walletUrl }: ControlPageOptions,
): Promise<Html> {
  const read = async (path: string): Promise<unknown> => {
    const response = await app.request(path);
    return response.ok ? response.json() : undefined;
  };
  const [mail, payments, grid, stellar] = await Promise.all([
    mounts.mail && mailSection(await read('/mail')),
    mounts.stripe &&
      paymentSection({
        ledger: await read('/stripe/ledger'),
        events: await read('/stripe/events'),
        cards: await read('/stripe/cards'),
        challenges: await read('/stripe/challenges'),
      }),
    mounts.grid && gridSection(await read('/grid/contracts'), await read('/grid/workloads'), walletUrl),
    mounts.stellar &&
      stellarSection({
        overview: await read('/stellar'),
        accounts: await read('/stellar/accounts'),
        transactions: await read('/stellar/transactions'),
      }),
  ]);
  return page(
    'Sandbox control',
    'wide',
    html`<div class="stack"><h1>Sandbox control</h1>
<p class="quiet">Move time, read mail, and make things fail. Everything here is also an HTTP call; none of it is part of the marketplace.</p></div>
<p id="answer" class="note" role="status" hidden></p>
<div class="columns">${timeSection(clock, fixedBecause)}${mail ?? ''}</div>
${payments ?? ''}${grid ?? ''}${stellar ?? ''}`,
    controlScript,
  );
}

function timeSection(clock: SandboxClock, fixedBecause: string | undefined): Html {
  const now = new Date(clock.now()).toISOString();
  return html`<section class="card">
  <div class="row apart"><h2>Time</h2><span id="frozen" class="small quiet">${clock.frozen ? 'Standing still' : 'Running'}</span></div>
  <div class="stack"><time id="now" class="figure" datetime="${now}" data-frozen="${String(clock.frozen)}">${now.slice(0, 10)} ${now.slice(11, 19)}</time><span class="small quiet">UTC, as the whole marketplace sees it</span></div>
  ${fixedBecause === undefined ? clockForms(clock.frozen) : html`<p class="note">${fixedBecause}</p>`}
</section>`;
}

function clockForms(frozen: boolean): Html {
  const steps = [
    { seconds: 3_600, label: '1 hour' },
    { seconds: 86_400, label: '1 day' },
    { seconds: 30 * 86_400, label: '30 days' },
  ];
  return html`<div class="row">${steps.map(
    ({ seconds, label }) =>
      html`<form method="post" action="/clock/advance" data-said="Time moved by ${label}."><input type="hidden" name="seconds" value="${seconds}" data-type="number"><button>+ ${label}</button></form>`,
  )}<form method="post" action="/clock/freeze" data-said="${frozen ? 'Time runs again.' : 'Time stands still.'}"><input type="hidden" name="frozen" value="${String(!frozen)}" data-type="boolean"><button>${frozen ? 'Let it run' : 'Hold still'}</button></form></div>
<p class="help">Long jumps take a moment: the chain makes one block for each hour.</p>`;
}

function mailSection(answer: unknown): Html {
  const mails = mailList.safeParse(answer).data?.items ?? [];
  return html`<section class="card">
  <div class="row apart"><h2>Mail</h2><a href="/mail/inbox">Inbox</a></div>
  ${
    mails.length === 0
      ? html`<p class="quiet">No mail yet.</p>`
      : html`<table><tbody>${mails
          .slice(0, 5)
          .map(
            (mail) =>
              html`<tr><td><a href="/mail/inbox/${mail.id}">${mail.subject || '(no subject)'}</a><div class="small quiet">${mail.to}</div></td></tr>`,
          )}</tbody></table>`
  }
</section>`;
}
