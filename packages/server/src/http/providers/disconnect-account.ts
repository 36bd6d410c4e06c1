import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { endAccount, lockAccount } from '../../postgres/chain-accounts.ts';
import { nodesOfProvider } from '../../postgres/provider-nodes.ts';
import { hasOpenRequest } from '../../postgres/provider-requests.ts';
import type { Store } from '../../postgres/store.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { HttpProblem } from '../problems.ts';

/** What is offered or asked for rests on the account, so it must end first. */
export const disconnectAccount =
  (parts: { store: Store; newId: NewId }): Handler<'disconnectAccount'> =>
  async (c) => {
    const { user } = actorOf(c);
    const now = c.get('now');
    await parts.store.transaction(async (tx) => {
      const account = await lockAccount(tx, user.id);
      if (!account) throw new HttpProblem('not_found', 'No account is connected.');
      if (await hasOpenRequest(tx, user.id))
        throw new HttpProblem('account_in_use', 'Your request rests on this account. Withdraw the request first.');
      const exposed = (await nodesOfProvider(tx, user.id)).filter((node) => node.exposed);
      if (exposed.length > 0)
        throw new HttpProblem('account_in_use', 'The nodes that you expose rest on this account. Hide them first.', {
          details: { nodeIds: exposed.map((node) => node.node_id) },
        });
      await endAccount(tx, account.id, now);
      await writeAudit(tx, {
        ...auditFacts(c, parts.newId),
        action: 'chain_account.disconnected',
        object: `user:${user.id}`,
        before: { address: account.address },
      });
    });
    return c.body(null, 204);
  };
