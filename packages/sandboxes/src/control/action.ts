import { html } from 'hono/html';
import type { Html } from './page.ts';

export interface Action {
  label: string;
  /** What the button does to which thing, where the label alone does not tell. */
  full?: string;
  /** The control route that it posts to. */
  path: string;
  /** What the page reports afterwards. */
  said: string;
  fields?: Record<string, string | number>;
}

/** One button that posts to a control route. */
export function action({ label, full, path, said, fields = {} }: Action, size: 'normal' | 'small' = 'normal'): Html {
  return html`<form method="post" action="${path}" data-said="${said}">${Object.entries(fields).map(
    ([name, value]) =>
      html`<input type="hidden" name="${name}" value="${value}" data-type="${typeof value === 'number' ? 'number' : 'text'}">`,
  )}<button class="${size}" aria-label="${full ?? label}">${label}</button></form>`;
}

export function actions(list: Action[]): Html {
  return html`<div class="row">${list.map((entry) => action(entry, 'small'))}</div>`;
}

/** A choice of modes and a button that sets the chosen one. */
export function choice(options: {
  id: string;
  name: string;
  label: string;
  path: string;
  said: string;
  button: string;
  values: readonly string[];
  chosen?: string | undefined;
}): Html {
  return html`<form class="row" method="post" action="${options.path}" data-said="${options.said}"><div class="field"><label for="${options.id}">${options.label}</label><select id="${options.id}" name="${options.name}">${options.values.map(
    (value) =>
      html`<option value="${value}" ${value === options.chosen ? 'selected' : ''}>${value.replaceAll('_', ' ')}</option>`,
  )}</select></div><div class="field"><button>${options.button}</button></div></form>`;
}
