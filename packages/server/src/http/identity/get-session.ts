import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';

export const getSession = (): Handler<'getSession'> => (c) => {
  const { claims, user } = actorOf(c);
  return c.json(
    {
      subject: claims.subject,
      scope: claims.scope,
      expiresAt: claims.expiresAt.toISOString(),
      userId: user.id,
      email: user.email,
      roles: user.roles,
    },
    200,
  );
};
