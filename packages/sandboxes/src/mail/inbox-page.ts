import { html } from 'hono/html';
import { type Html, page } from '../control/page.ts';
import type { StoredMail } from './mailbox.ts';

export function inboxPage(base: string, mails: StoredMail[], to: string | undefined): Html {
  return page(
    'Mail',
    'wide',
    html`<div class="row apart"><h1>Mail</h1><a href="${parentOf(base)}">Control page</a></div>
<form class="row" method="get" action="${base}/inbox">
  <div class="field grow"><label for="to">Recipient</label><input id="to" name="to" type="email" value="${to ?? ''}" placeholder="Everyone"></div>
  <button>Show</button>
</form>
<div class="card">${mails.length === 0 ? empty(to) : list(base, mails)}</div>`,
  );
}

export function mailPage(base: string, mail: StoredMail): Html {
  return page(
    mail.subject,
    'wide',
    html`<div><a href="${base}/inbox">All mail</a></div>
<h1>${mail.subject}</h1>
<div class="card">
  <div class="stack small quiet"><div>From ${mail.from}</div><div>To ${mail.to}</div><time datetime="${mail.at}">${readable(mail.at)}</time></div>
  <hr>
  <div class="letter">${linked(mail.text)}</div>
</div>`,
  );
}

function list(base: string, mails: StoredMail[]): Html {
  return html`<div class="scroll"><table>
<thead><tr><th>Subject</th><th>To</th><th>At</th></tr></thead>
<tbody>${mails.map(
    (mail) => html`<tr>
<td><a href="${base}/inbox/${mail.id}">${mail.subject || '(no subject)'}</a></td>
<td>${mail.to}</td>
<td><time datetime="${mail.at}">${readable(mail.at)}</time></td>
</tr>`,
  )}</tbody></table></div>`;
}

function empty(to: string | undefined): Html {
  return to === undefined
    ? html`<p class="quiet">No mail yet. Whatever the marketplace or its sign-in sends arrives here, for every address.</p>`
    : html`<p class="quiet">No mail for ${to}.</p>`;
}

const address = /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/g;

function linked(text: string): Html[] {
  const parts: Html[] = [];
  let from = 0;
  for (const found of text.matchAll(address)) {
    parts.push(html`${text.slice(from, found.index)}<a href="${found[0]}">${found[0]}</a>`);
    from = found.index + found[0].length;
  }
  parts.push(html`${text.slice(from)}`);
  return parts;
}

function readable(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 19)} UTC`;
}

function parentOf(base: string): string {
  return base.slice(0, base.lastIndexOf('/') + 1) || '/';
}
