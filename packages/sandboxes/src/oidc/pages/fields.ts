import { html } from 'hono/html';
import type { Html } from '../../control/page.ts';

/** What is wrong, by field; `form` is about the whole. */
export interface FieldFaults {
  email?: string | undefined;
  password?: string | undefined;
  name?: string | undefined;
  form?: string | undefined;
}

interface TextField {
  name: string;
  label: string;
  type: 'email' | 'password' | 'text';
  value: string;
  autocomplete: string;
  help?: string | undefined;
  fault?: string | undefined;
}

export function emailField(value: string, fault: string | undefined): Html {
  return textField({ name: 'email', label: 'E-mail', type: 'email', value, autocomplete: 'username', fault });
}

export function passwordField(field: Pick<TextField, 'label' | 'autocomplete' | 'help' | 'fault'>): Html {
  return textField({ name: 'password', type: 'password', value: '', ...field });
}

/** Label above, help below; a fault takes the place of the help and is read out with the field. */
export function textField({ name, label, type, value, autocomplete, help, fault }: TextField): Html {
  const described = fault !== undefined || help !== undefined;
  return html`<div class="field"><label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" autocomplete="${autocomplete}" ${
    fault === undefined ? '' : html`aria-invalid="true"`
  } ${described ? html`aria-describedby="${name}-note"` : ''}>
${described ? html`<div id="${name}-note" class="${fault === undefined ? 'help' : 'wrong'}">${fault ?? help}</div>` : ''}</div>`;
}
