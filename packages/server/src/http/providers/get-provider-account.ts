import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { type AccountParts, accountJson } from './account.ts';

export const getProviderAccount =
  (parts: AccountParts): Handler<'getProviderAccount'> =>
  async (c) =>
    c.json(await accountJson(parts, actorOf(c).user.id), 200);
