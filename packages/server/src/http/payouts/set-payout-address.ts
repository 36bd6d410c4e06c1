import type { NewId } from '../../ids.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { notify } from '../../postgres/notifications.ts';
import { savePayoutAddress } from '../../postgres/payouts.ts';
import type { Store } from '../../postgres/store.ts';
import { isTfchainAddress, type Tfchain } from '../../tfchain/index.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem } from '../problems.ts';
import { payoutAddressJson } from './get-payout-address.ts';

/** Whoever takes over an account would change the address first: its owner is told by mail whatever they chose. */
export const setPayoutAddress =
  (parts: { store: Store; newId: NewId; chain: Tfchain }): Handler<'setPayoutAddress'> =>
  async (c) => {
    const { user } = actorOf(c);
    const { address } = c.req.valid('json');
    const now = c.get('now');
    if (!isTfchainAddress(address)) {
      throw fieldProblem('address', 'must be an address of TFChain: 48 letters and digits that begin with 5');
    }
    if (address === parts.chain.signer?.address) {
      throw fieldProblem('address', 'must be yours, not the account of this marketplace');
    }
    await parts.store.transaction(async (tx) => {
      const { changed, before } = await savePayoutAddress(tx, { userId: user.id, address, now });
      if (!changed) return;
      await notify(tx, {
        userId: user.id,
        notice: {
          topic: 'account',
          severity: 'urgent',
          dedupeKey: `payout-address:${c.get('requestId')}`,
          title: 'Your payout address was changed',
          body: `Payouts that you ask for from now on go to ${address} on TFChain.\n\nIf this was not you, change it back and write to support at once.`,
          link: '/provider/earnings/payouts',
          linkLabel: 'Payouts',
        },
        now,
        newId: parts.newId,
      });
      await writeAudit(tx, {
        ...auditFacts(c, parts.newId),
        action: 'payout_address.changed',
        object: `user:${user.id}`,
        ...(before === undefined ? {} : { before: { address: before } }),
        after: { address },
      });
    });
    return c.json(await payoutAddressJson(parts.store.db, user.id), 200);
  };
