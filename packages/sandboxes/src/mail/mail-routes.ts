import { Hono } from 'hono';
import { readJson } from '../control/read-json.ts';
import { inboxPage, mailPage } from './inbox-page.ts';
import { type MailFaults, mailFault } from './mail-faults.ts';
import type { Mailbox, StoredMail } from './mailbox.ts';

/** `GET /` `{items}` newest first (`?to=`), `POST /faults`, and the inbox page `GET /inbox`, `/inbox/:id`. */
export function mailRoutes(mailbox: Mailbox, faults: MailFaults): Hono {
  const app = new Hono();
  app.get('/', (c) => c.json({ items: mailbox.list(c.req.query('to')).map(publicMail) }));
  app.post('/faults', async (c) => {
    const fault = await readJson(c, mailFault);
    faults.add(fault);
    return c.json(fault);
  });
  app.get('/inbox', (c) =>
    c.html(inboxPage(baseOf(c.req.path), mailbox.list(c.req.query('to') || undefined), c.req.query('to') || undefined)),
  );
  app.get('/inbox/:id{[0-9]+}', (c) => {
    const mail = mailbox.find(Number(c.req.param('id')));
    return mail === undefined ? c.notFound() : c.html(mailPage(baseOf(c.req.path), mail));
  });
  return app;
}

function publicMail({ id, to, from, subject, text, html, at }: StoredMail) {
  return { id, to, from, subject, text, html, at };
}

/** Where these routes are mounted: the path before `/inbox`. */
function baseOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/inbox'));
}
