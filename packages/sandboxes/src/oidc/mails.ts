import type { Account } from './account.ts';
import type { EmailTickets } from './email-tickets.ts';

export type SendMail = (mail: { to: string; subject: string; text: string }) => Promise<void>;

/** The two mails of the sign-in; each carries a link that works once within five days. */
export interface AccountMails {
  sendVerification(account: Account, backUrl: string | undefined): Promise<void>;
  sendPasswordChange(account: Account, backUrl: string | undefined): Promise<void>;
}

export function createAccountMails(issuer: string, tickets: EmailTickets, sendMail: SendMail): AccountMails {
  return {
    async sendVerification(account, backUrl) {
      const ticket = tickets.issue({ sub: account.sub, purpose: 'verify-email', backUrl });
      await sendMail({
        to: account.email,
        subject: 'Verify your e-mail address',
        text: `Hello ${account.name},\n\nplease confirm that this address is yours:\n\n${issuer}email-verification?ticket=${ticket}\n\nThe link works once, for five days. If you did not sign up, ignore this mail.\n`,
      });
    },
    async sendPasswordChange(account, backUrl) {
      const ticket = tickets.issue({ sub: account.sub, purpose: 'change-password', backUrl });
      await sendMail({
        to: account.email,
        subject: 'Choose a new password',
        text: `Hello ${account.name},\n\nsomebody asked for a new password for this address. To choose one, open:\n\n${issuer}change-password?ticket=${ticket}\n\nThe link works once, for five days. If it was not you, ignore this mail: your password stays as it is.\n`,
      });
    },
  };
}
