import { Hono } from 'hono';
import { cors } from 'hono/cors';
import { z } from 'zod';
import { readJson } from '../control/read-json.ts';
import type { Accounts } from './accounts.ts';
import { CLIENT_ID } from './constants.ts';
import { isLoopback } from './loopback.ts';
import type { AccountMails } from './mails.ts';
import { passwordFault } from './passwords.ts';

const signUp = z.object({
  client_id: z.string(),
  email: z.email(),
  password: z.string(),
  name: z.string().max(100).optional(),
  connection: z.string().optional(),
});
const changePassword = z.object({ client_id: z.string(), email: z.email(), connection: z.string().optional() });

/** Auth0's Authentication API for its user database: `POST /dbconnections/signup` and `/change_password`. */
export function databaseRoutes(accounts: Accounts, mails: AccountMails): Hono {
  const app = new Hono();
  app.use('*', cors({ origin: (origin) => (isLoopback(origin) ? origin : null), allowMethods: ['POST'] }));

  app.post('/signup', async (c) => {
    const { client_id, email, password, name } = await readJson(c, signUp);
    if (client_id !== CLIENT_ID) return c.json(unknownClient, 401);
    const fault = passwordFault(password);
    if (fault !== undefined) {
      return c.json(
        {
          name: 'PasswordStrengthError',
          code: 'invalid_password',
          message: 'Password is too weak',
          description: fault,
          policy: '* At least 8 characters in length',
          statusCode: 400,
        },
        400,
      );
    }
    const account = await accounts.create({ email, password, name });
    if (account === undefined) {
      return c.json(
        { name: 'BadRequestError', code: 'invalid_signup', description: 'Invalid sign up', statusCode: 400 },
        400,
      );
    }
    await mails.sendVerification(account, undefined);
    return c.json({
      _id: account.sub.slice('auth0|'.length),
      email: account.email,
      email_verified: false,
      name: account.name,
    });
  });

  app.post('/change_password', async (c) => {
    const { client_id, email } = await readJson(c, changePassword);
    if (client_id !== CLIENT_ID) return c.json(unknownClient, 401);
    const account = accounts.findByEmail(email);
    if (account !== undefined) await mails.sendPasswordChange(account, undefined);
    return c.text("We've just sent you an email to reset your password.");
  });
  return app;
}

const unknownClient = { error: 'unauthorized_client', error_description: 'Unknown or invalid client.' };
