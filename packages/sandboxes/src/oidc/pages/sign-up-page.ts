import { html } from 'hono/html';
import { type Html, page } from '../../control/page.ts';
import { emailField, type FieldFaults, passwordField, textField } from './fields.ts';

interface SignUpForm {
  uid: string;
  application: string;
  email: string;
  name: string;
  faults: FieldFaults;
}

export function signUpPage({ uid, application, email, name, faults }: SignUpForm): Html {
  return page(
    'Sign up',
    'narrow',
    html`<div class="stack"><h1>Sign up</h1><p class="quiet">for ${application}. This is the sandbox sign-up: any address works, its mail arrives in the sandbox inbox.</p></div>
<div class="card">
  <form method="post" action="/u/${uid}/signup" novalidate>
    ${emailField(email, faults.email)}
    ${textField({ name: 'name', label: 'Name (optional)', type: 'text', value: name, autocomplete: 'name', fault: faults.name })}
    ${passwordField({ label: 'Password', autocomplete: 'new-password', help: 'At least 8 characters.', fault: faults.password })}
    <button class="primary full">Sign up</button>
  </form>
  <div class="small">Already have an account? <a href="/u/${uid}?login=1">Sign in</a></div>
</div>`,
  );
}
