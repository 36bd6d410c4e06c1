import { Hono } from 'hono';
import type { Accounts } from './accounts.ts';
import type { EmailTickets } from './email-tickets.ts';
import { messagePage } from './pages/message-page.ts';
import { newPasswordPage } from './pages/password-pages.ts';
import { passwordFault } from './passwords.ts';

/** Where the links in mails lead: `GET /email-verification?ticket=`, `GET|POST /change-password`. */
export function ticketRoutes(accounts: Accounts, tickets: EmailTickets): Hono {
  const app = new Hono();

  app.get('/email-verification', (c) => {
    const secret = c.req.query('ticket') ?? '';
    const ticket = tickets.find(secret, 'verify-email');
    const account = ticket && accounts.change(ticket.sub, { emailVerified: true });
    if (ticket === undefined || account === undefined) return c.html(usedUp(), 400);
    tickets.use(secret);
    return c.html(
      messagePage({
        title: 'Address verified',
        text: `${account.email} is yours. Thank you.`,
        next: back(ticket.backUrl),
      }),
    );
  });

  app.get('/change-password', (c) => {
    const secret = c.req.query('ticket') ?? '';
    const account = accountOf(secret);
    return account === undefined ? c.html(usedUp(), 400) : c.html(newPasswordPage(secret, account.email, undefined));
  });

  app.post('/change-password', async (c) => {
    const form = await c.req.parseBody();
    const secret = String(form.ticket ?? '');
    const password = String(form.password ?? '');
    const ticket = tickets.find(secret, 'change-password');
    const account = accountOf(secret);
    if (ticket === undefined || account === undefined) return c.html(usedUp(), 400);
    const fault = passwordFault(password);
    if (fault !== undefined) return c.html(newPasswordPage(secret, account.email, fault), 400);
    tickets.use(secret);
    await accounts.setPassword(account.sub, password);
    // Whoever could open the link reads that inbox: Auth0 counts the address as verified too.
    accounts.change(account.sub, { emailVerified: true });
    return c.html(
      messagePage({ title: 'Password changed', text: 'Sign in with the new password.', next: back(ticket.backUrl) }),
    );
  });

  function accountOf(secret: string) {
    const ticket = tickets.find(secret, 'change-password');
    return ticket && accounts.find(ticket.sub);
  }
  return app;
}

function usedUp() {
  return messagePage({
    title: 'This link does not work',
    text: 'It was used already or is older than five days. Ask for a new one.',
  });
}

function back(url: string | undefined) {
  return url === undefined ? undefined : { label: 'Back to the application', url };
}
