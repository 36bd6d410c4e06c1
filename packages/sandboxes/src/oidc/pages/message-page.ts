import { html } from 'hono/html';
import { type Html, page } from '../../control/page.ts';

interface Message {
  title: string;
  text: string;
  /** Where to go on; only loopback addresses are ever given. */
  next?: { label: string; url: string };
}

export function messagePage({ title, text, next }: Message): Html {
  return page(
    title,
    'narrow',
    html`<h1>${title}</h1>
<div class="card"><p>${text}</p>${next === undefined ? '' : html`<a class="button" href="${next.url}">${next.label}</a>`}</div>`,
  );
}
