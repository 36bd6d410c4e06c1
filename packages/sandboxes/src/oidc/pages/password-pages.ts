import { html } from 'hono/html';
import { type Html, page } from '../../control/page.ts';
import { emailField, passwordField } from './fields.ts';

export function forgotPasswordPage(uid: string, email: string, fault: string | undefined): Html {
  return page(
    'Forgot password',
    'narrow',
    html`<div class="stack"><h1>Forgot password</h1><p class="quiet">We send a link to choose a new one. In the sandbox it arrives in the sandbox inbox.</p></div>
<div class="card">
  <form method="post" action="/u/${uid}/forgot" novalidate>
    ${emailField(email, fault)}
    <button class="primary full">Send link</button>
  </form>
  <div class="small"><a href="/u/${uid}?login=1">Back to sign-in</a></div>
</div>`,
  );
}

export function newPasswordPage(ticket: string, email: string, fault: string | undefined): Html {
  return page(
    'Choose a new password',
    'narrow',
    html`<div class="stack"><h1>Choose a new password</h1><p class="quiet">for ${email}</p></div>
<div class="card">
  <form method="post" action="/change-password" novalidate>
    <input type="hidden" name="ticket" value="${ticket}">
    ${passwordField({ label: 'New password', autocomplete: 'new-password', help: 'At least 8 characters.', fault })}
    <button class="primary full">Save password</button>
  </form>
</div>`,
  );
}
