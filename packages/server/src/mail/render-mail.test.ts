import { describe, expect, it } from 'vitest';
import { renderMail } from './render-mail.ts';

const brand = {
  title: 'Ada & Sons Cloud',
  accentColor: '#FFEE00',
  logoUrl: null,
  supportEmail: 'help@ada.test',
  supportUrl: null,
};
const content = {
  subject: 'Balance <low>',
  body: 'Hello Ada,\n\nyour balance lasts 24 hours.\nTop up.',
  link: { url: 'https://cloud.test/balance?a=1&b=2', label: 'Top up' },
};

describe('a mail', () => {
  const { text, html } = renderMail(content, brand);

  it('says the same as text and as HTML', () => {
    for (const part of ['your balance lasts 24 hours.', 'help@ada.test']) {
      expect(text).toContain(part);
      expect(html).toContain(part);
    }
    expect(text).toContain('Top up: https://cloud.test/balance?a=1&b=2');
    expect(html).toContain('href="https://cloud.test/balance?a=1&amp;b=2"');
  });

  it('runs nothing of what it quotes', () => {
    expect(html).toContain('Balance &lt;low&gt;');
    expect(html).toContain('Ada &amp; Sons Cloud');
    expect(renderMail({ ...content, body: '<script>alert(1)</script>' }, brand).html).not.toContain('<script>');
  });

  it('shows the logo and every way to ask', () => {
    expect(html).not.toContain('<img');
    const branded = renderMail(content, {
      ...brand,
      logoUrl: 'https://ada.test/l.png',
      supportUrl: 'https://ada.test',
    });
    expect(branded.html).toContain('<img src="https://ada.test/l.png"');
    expect(branded.text).toContain('Questions: help@ada.test or https://ada.test');
  });

  it('writes dark on a light brand colour and light on a dark one', () => {
    expect(html).toContain('color:#0B0E14');
    expect(renderMail(content, { ...brand, accentColor: '#2F5BD3' }).html).toContain('color:#FFFFFF');
  });
});
