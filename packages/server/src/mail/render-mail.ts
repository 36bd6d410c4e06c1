/** What a mail says, before it has a form. */
export interface MailContent {
  subject: string;
  /** Paragraphs are parted by an empty line; single line breaks are kept. */
  body: string;
  link: { url: string; label: string } | undefined;
}

/** Whose marketplace writes. */
export interface MailBrand {
  title: string;
  accentColor: string;
  /** Where the logo can be fetched from anywhere; the title stands beside it. */
  logoUrl: string | null;
  supportEmail: string | null;
  supportUrl: string | null;
}

/** The same words as plain text and as HTML that every mail reader shows: inline styles, no scripts, no picture but the logo. */
export function renderMail(content: MailContent, brand: MailBrand): { text: string; html: string } {
  return { text: renderText(content, brand), html: renderHtml(content, brand) };
}

function renderText({ body, link }: MailContent, brand: MailBrand): string {
  const parts = [body, ...(link ? [`${link.label}: ${link.url}`] : []), `-- \n${footer(brand)}`];
  return parts.join('\n\n');
}

function renderHtml({ subject, body, link }: MailContent, brand: MailBrand): string {
  const paragraphs = body
    .split(/\n{2,}/)
    .map((text) => `<p style="margin:0 0 16px">${escaped(text).replaceAll('\n', '<br>')}</p>`)
    .join('');
  const action = link
    ? `<p style="margin:24px 0"><a href="${escaped(link.url)}" style="background:${brand.accentColor};color:${inkOn(brand.accentColor)};padding:10px 16px;border-radius:6px;text-decoration:none;font-weight:600">${escaped(link.label)}</a></p>`
    : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head><body style="margin:0;background:#F8F9FB;color:#151922;font:15px/22px system-ui,-apple-system,'Segoe UI',sans-serif"><div style="max-width:560px;margin:0 auto;padding:24px 16px"><p style="margin:0 0 16px;font-weight:600">${logo(brand)}${escaped(brand.title)}</p><div style="background:#FFFFFF;border:1px solid #E0E3E8;border-radius:8px;padding:24px"><h1 style="margin:0 0 16px;font-size:20px;line-height:28px">${escaped(subject)}</h1>${paragraphs}${action}</div><p style="margin:16px 0 0;color:#5F656F;font-size:13px;line-height:18px">${escaped(footer(brand)).replaceAll('\n', '<br>')}</p></div></body></html>`;
}

const logo = ({ logoUrl }: MailBrand) =>
  logoUrl
    ? `<img src="${escaped(logoUrl)}" alt="" height="24" style="height:24px;vertical-align:middle;margin-right:8px">`
    : '';

const footer = ({ title, supportEmail, supportUrl }: MailBrand) => {
  const contact = [supportEmail, supportUrl].filter(Boolean).join(' or ');
  return `${title}${contact ? `\nQuestions: ${contact}` : ''}\nYou choose which mails you get under Notifications in the console.`;
};

const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** White or ink, whichever is easier to read on the colour (relative luminance of WCAG 2). */
function inkOn(color: string): string {
  const channel = (at: number) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  const luminance = 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#FFFFFF' : '#0B0E14';
}
