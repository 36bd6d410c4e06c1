import type { Sandbox, SandboxOptions } from '../sandbox.ts';
import { openState } from '../state.ts';
import { catchMail } from './catch-mail.ts';
import { createMailFaults } from './mail-faults.ts';
import { mailRoutes } from './mail-routes.ts';
import { type Mailbox, openMailbox } from './mailbox.ts';

export interface MailSandbox extends Sandbox {
  mailbox: Mailbox;
  control: NonNullable<Sandbox['control']>;
}

/** Starts the SMTP catcher on `options.port`; its `url` is `smtp://localhost:PORT`. */
export async function startMail(options: SandboxOptions): Promise<MailSandbox> {
  const state = openState(options.dataDir, 'mail');
  const mailbox = openMailbox(state, options.clock);
  const faults = createMailFaults();
  const smtp = await catchMail(mailbox, faults, options.port).catch((error: unknown) => {
    state.close();
    throw error;
  });
  return {
    url: `smtp://localhost:${smtp.port}`,
    port: smtp.port,
    mailbox,
    control: mailRoutes(mailbox, faults),
    async close() {
      await smtp.close();
      if (state.isOpen) state.close();
    },
  };
}
