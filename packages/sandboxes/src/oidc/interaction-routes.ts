import { Hono } from 'hono';
import type Provider from 'oidc-provider';
import type { Accounts } from './accounts.ts';
import type { AccountMails } from './mails.ts';
import { emailFault, finishSignIn, type OidcBindings, readSignIn, readSignInForm } from './open-sign-in.ts';
import { messagePage } from './pages/message-page.ts';
import { forgotPasswordPage } from './pages/password-pages.ts';
import { signInPage } from './pages/sign-in-page.ts';
import { signUpPage } from './pages/sign-up-page.ts';
import { passwordFault } from './passwords.ts';

/** Sign-in, sign-up and forgotten password below `/u/:uid`; all forms work without JavaScript. */
export function interactionRoutes(provider: Provider, accounts: Accounts, mails: AccountMails): Hono<OidcBindings> {
  const app = new Hono<OidcBindings>();
  app.onError((error, c) => {
    if (error.name !== 'SessionNotFound') throw error;
    const text =
      'This sign-in has expired or was opened in another browser. Go back to the application and start again.';
    return c.html(messagePage({ title: 'Sign-in expired', text }), 400);
  });
  addSignIn(app, provider, accounts);
  addSignUp(app, provider, accounts, mails);
  addForgottenPassword(app, provider, accounts, mails);
  return app;
}

function addSignIn(app: Hono<OidcBindings>, provider: Provider, accounts: Accounts): void {
  app.get('/:uid', async (c) => {
    const signIn = await readSignIn(provider, c);
    // The console is the operator's own application: nobody is asked whether it may know their name.
    if (signIn.prompt === 'consent') {
      return c.redirect(await provider.interactionResult(c.env.incoming, c.env.outgoing, { consent: {} }), 303);
    }
    if (signIn.wantsSignUp && c.req.query('login') === undefined) return c.redirect(`/u/${signIn.uid}/signup`, 303);
    return c.html(signInPage({ ...signIn, email: signIn.loginHint, faults: {} }));
  });

  app.post('/:uid', async (c) => {
    const signIn = await readSignIn(provider, c);
    const { email, password } = await readSignInForm(c);
    const faults = { email: emailFault(email), password: password === '' ? 'Enter your password.' : undefined };
    if (faults.email ?? faults.password) return c.html(signInPage({ ...signIn, email, faults }), 400);
    const account = await accounts.authenticate(email, password);
    if (account !== undefined) return finishSignIn(provider, c, account);
    return c.html(signInPage({ ...signIn, email, faults: { form: 'Wrong e-mail or password.' } }), 400);
  });
}

function addSignUp(app: Hono<OidcBindings>, provider: Provider, accounts: Accounts, mails: AccountMails): void {
  app.get('/:uid/signup', async (c) => {
    const signIn = await readSignIn(provider, c);
    return c.html(signUpPage({ ...signIn, email: signIn.loginHint, name: '', faults: {} }));
  });

  app.post('/:uid/signup', async (c) => {
    const signIn = await readSignIn(provider, c);
    const { email, password, name } = await readSignInForm(c);
    const faults = {
      email: emailFault(email),
      password: passwordFault(password),
      name: name.length > 100 ? 'Use at most 100 characters.' : undefined,
    };
    if (faults.email ?? faults.password ?? faults.name) {
      return c.html(signUpPage({ ...signIn, email, name, faults }), 400);
    }
    const account = await accounts.create({ email, password, name });
    if (account === undefined) {
      const taken = { email: 'There is already an account with this address. Sign in instead.' };
      return c.html(signUpPage({ ...signIn, email, name, faults: taken }), 400);
    }
    await mails.sendVerification(account, signIn.backUrl);
    return finishSignIn(provider, c, account);
  });
}

function addForgottenPassword(
  app: Hono<OidcBindings>,
  provider: Provider,
  accounts: Accounts,
  mails: AccountMails,
): void {
  app.get('/:uid/forgot', async (c) => {
    const signIn = await readSignIn(provider, c);
    return c.html(forgotPasswordPage(signIn.uid, signIn.loginHint, undefined));
  });

  app.post('/:uid/forgot', async (c) => {
    const { uid, backUrl } = await readSignIn(provider, c);
    const { email } = await readSignInForm(c);
    const fault = emailFault(email);
    if (fault !== undefined) return c.html(forgotPasswordPage(uid, email, fault), 400);
    const account = accounts.findByEmail(email);
    if (account !== undefined) await mails.sendPasswordChange(account, backUrl);
    // The same words for known and unknown addresses: the page gives no list of customers away.
    const text = `If there is an account for ${email}, a link to choose a new password is in its inbox now.`;
    const next = { label: 'Back to sign-in', url: `/u/${uid}?login=1` };
    return c.html(messagePage({ title: 'Look into your mail', text, next }));
  });
}
