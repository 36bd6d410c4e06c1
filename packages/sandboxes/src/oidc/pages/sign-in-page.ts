import { html } from 'hono/html';
import { type Html, page } from '../../control/page.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../constants.ts';
import { emailField, type FieldFaults, passwordField } from './fields.ts';

interface SignInForm {
  uid: string;
  application: string;
  email: string;
  faults: FieldFaults;
}

export function signInPage({ uid, application, email, faults }: SignInForm): Html {
  return page(
    'Sign in',
    'narrow',
    html`<div class="stack"><h1>Sign in</h1><p class="quiet">to continue to ${application}. This is the sandbox sign-in: it stands in for Auth0.</p></div>
<div class="card">
  ${faults.form === undefined ? '' : html`<p class="note bad" role="alert">${faults.form}</p>`}
  <form method="post" action="/u/${uid}" novalidate>
    ${emailField(email, faults.email)}
    ${passwordField({ label: 'Password', autocomplete: 'current-password', fault: faults.password })}
    <button class="primary full">Sign in</button>
  </form>
  <div class="row apart small"><a href="/u/${uid}/forgot">Forgot password?</a><span>No account? <a href="/u/${uid}/signup">Sign up</a></span></div>
</div>
<section class="stack">
  <h2>Demo accounts</h2>
  <p class="small quiet">One click signs in. Every password is <span class="mono">${DEMO_PASSWORD}</span>.</p>
</section>
<div class="pick">${DEMO_ACCOUNTS.map(
      (
        account,
      ) => html`<form method="post" action="/u/${uid}"><input type="hidden" name="email" value="${account.email}"><input type="hidden" name="password" value="${DEMO_PASSWORD}">
<button><strong>${account.email}</strong><span class="quiet">${account.is}</span></button></form>`,
    )}</div>`,
  );
}
