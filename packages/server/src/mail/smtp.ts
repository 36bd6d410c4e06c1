import { createTransport } from 'nodemailer';

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Stable per mail, so that a repeated sending can be recognised. */
  messageId: string;
}

export interface Mailer {
  /** Throws when the server did not take it; the outcome of a timeout is unknown. */
  send(mail: Mail): Promise<void>;
  close(): void;
}

export function smtpMailer(url: string, from: string): Mailer {
  const transport = createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 });
  return {
    async send({ to, subject, text, html, messageId }) {
      await transport.sendMail({ from, to, subject, text, html, messageId: `<${messageId}@marketplace>` });
    },
    close: () => transport.close(),
  };
}
