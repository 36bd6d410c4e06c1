import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodemailer from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { openState } from '../state.ts';
import { type MailSandbox, startMail } from './start.ts';

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function start(dataDir?: string): Promise<{ mail: MailSandbox; clock: SandboxClock }> {
  const clock = createClock(openState(undefined, 'clock'));
  const mail = await startMail({ port: 0, clock, dataDir });
  closing.push(() => mail.close());
  return { mail, clock };
}

function transportTo(mail: MailSandbox, options: object = {}) {
  const transport = nodemailer.createTransport({ host: 'localhost', port: mail.port, ...options });
  closing.push(() => transport.close());
  return transport;
}

const items = async (mail: MailSandbox, to = '') =>
  (
    (await (await mail.control.request(`/${to && `?to=${encodeURIComponent(to)}`}`)).json()) as {
      items: Record<string, string>[];
    }
  ).items;

describe('the mail sandbox', () => {
  it('keeps subject and text of a real mail unharmed: UTF-8 subject, long lines, both parts', async () => {
    const { mail } = await start();
    const subject = 'Quittung für 25,00 $ — “grüße” 日本語の件名はとても長いので何度も折り返されます';
    const text = `Grüß Gott,\n\n${'eine sehr lange Zeile mit = und ü, '.repeat(12)}\n.ein Punkt am Anfang\nhttps://example.test/a?b=c&d=e=f\n`;
    await transportTo(mail).sendMail({
      from: '"Märkt, Cloud" <no-reply@demo.test>',
      to: 'User@Demo.test',
      subject,
      text,
      html: '<p>Grüß <b>Gott</b></p>',
    });
    const [got] = mail.mailbox.list();
    expect(got).toMatchObject({ to: 'user@demo.test', subject, text: text.trimEnd(), html: '<p>Grüß <b>Gott</b></p>' });
    expect(got?.from).toContain('Märkt, Cloud');
  });

  it.each(['quoted-printable', 'base64'] as const)('reads a text sent as %s', async (textEncoding) => {
    const { mail } = await start();
    await transportTo(mail).sendMail({
      from: 'a@b.test',
      to: 'c@d.test',
      subject: 's',
      text: 'naïve = ✓\n\nend  ',
      textEncoding,
    });
    expect(mail.mailbox.list()[0]?.text).toBe('naïve = ✓\n\nend');
  });

  it('joins flowed lines again and leaves attachments out', async () => {
    const { mail } = await start();
    const text = `${'plain words in one long line '.repeat(8)}stop\n> quoted\n from the margin`;
    await transportTo(mail).sendMail({
      from: 'a@b.test',
      to: 'c@d.test',
      subject: 'Invoice',
      text,
      attachments: [{ filename: 'note.txt', content: 'attached words' }],
    });
    expect(mail.mailbox.list()[0]?.text).toBe(text);
  });

  it('makes a text out of a mail that has only HTML', async () => {
    const { mail } = await start();
    await transportTo(mail).sendMail({
      from: 'a@b.test',
      to: 'c@d.test',
      subject: 's',
      html: '<p>One &amp; two</p><p>three</p>',
    });
    expect(mail.mailbox.list()[0]?.text).toBe('One & two\nthree');
  });

  it('answers one item for each recipient, newest first, by the sandbox clock, filtered by recipient', async () => {
    const { mail, clock } = await start();
    const transport = transportTo(mail, { auth: { user: 'anyone', pass: 'anything' } });
    await transport.sendMail({ from: 'a@b.test', to: ['one@d.test', 'two@d.test'], subject: 'first', text: 'x' });
    await clock.advance(86_400);
    await transport.sendMail({ from: 'a@b.test', to: 'one@d.test', subject: 'second', text: 'y' });
    expect((await items(mail)).map((item) => [item.to, item.subject])).toEqual([
      ['one@d.test', 'second'],
      ['two@d.test', 'first'],
      ['one@d.test', 'first'],
    ]);
    const [second, first] = await items(mail, 'ONE@d.test');
    expect(Date.parse(second?.at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThanOrEqual(86_400_000);
  });

  it('refuses as many mails as asked for, then takes them again', async () => {
    const { mail } = await start();
    await mail.control.request('/faults', { method: 'POST', body: '{"kind":"refuse","count":2}' });
    const letter = { from: 'a@b.test', to: 'c@d.test', subject: 's', text: 'x' };
    await expect(transportTo(mail).sendMail(letter)).rejects.toMatchObject({ responseCode: 451 });
    await expect(transportTo(mail).sendMail(letter)).rejects.toMatchObject({ responseCode: 451 });
    await transportTo(mail).sendMail(letter);
    expect(mail.mailbox.list()).toHaveLength(1);
  });

  it('names the field of a wrong fault', async () => {
    const { mail } = await start();
    const answer = await mail.control.request('/faults', { method: 'POST', body: '{"kind":"explode"}' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ field: 'kind' });
  });

  it('shows a mail with its links clickable and its markup harmless', async () => {
    const { mail } = await start();
    const stored = mail.mailbox.add({
      to: 'c@d.test',
      from: 'a@b.test',
      subject: '<i>hi</i>',
      text: 'Go to http://localhost:1/x?a=1&b=2.',
      html: undefined,
    });
    const body = await (await mail.control.request(`/inbox/${stored.id}`)).text();
    expect(body).toContain('<a href="http://localhost:1/x?a=1&amp;b=2">http://localhost:1/x?a=1&amp;b=2</a>.');
    expect(body).not.toContain('<i>hi</i>');
  });

  it('still has its mails after a restart', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
    closing.unshift(() => rmSync(dataDir, { recursive: true }));
    const first = await start(dataDir);
    first.mail.mailbox.add({ to: 'c@d.test', from: 'a@b.test', subject: 'kept', text: 't', html: undefined });
    await first.mail.close();
    closing.pop();
    const again = await start(dataDir);
    expect(again.mail.mailbox.list()[0]?.subject).toBe('kept');
  });
});
