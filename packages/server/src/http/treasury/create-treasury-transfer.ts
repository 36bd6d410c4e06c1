import { formatUnits } from '@marketplace/core/money';
import { isRefusal } from '@marketplace/core/refusal';
import type { NewId } from '../../ids.ts';
import { stellarFact } from '../../jobs/treasury/watch.ts';
import { writeAudit } from '../../postgres/audit.ts';
import { queueBurn } from '../../postgres/chain-submissions.ts';
import type { Store } from '../../postgres/store.ts';
import { startDeposit, startWithdrawal } from '../../postgres/treasury-transfers.ts';
import type { Tfchain } from '../../tfchain/index.ts';
import type { Treasury } from '../../treasury.ts';
import { auditFacts } from '../audit.ts';
import { actorOf } from '../context.ts';
import { once, requireKey } from '../idempotency.ts';
import type { Handler } from '../operation.ts';
import { fieldProblem, HttpProblem, problemOf } from '../problems.ts';
import { unitsOf } from './amounts.ts';
import { silent } from './quote-swap.ts';
import { oneTransfer } from './read-transfers.ts';

interface Parts {
  store: Store;
  chain: Tfchain;
  treasury: Treasury;
  newId: NewId;
  wake: () => void;
}

/** To the chain as one payment of the job's; back by a burn that is queued in the same transaction. */
export const createTreasuryTransfer =
  (parts: Parts): Handler<'createTreasuryTransfer'> =>
  async (c) => {
    const { store, newId } = parts;
    const { user } = actorOf(c);
    const key = requireKey(c.req.valid('header')['idempotency-key']);
    const { kind, amount, reason } = c.req.valid('json');
    const now = c.get('now');
    const units = unitsOf(amount);
    const to = kind === 'withdrawal' ? await payableAccount(parts, units) : undefined;
    const { resourceId } = await store.transaction((tx) =>
      once(
        tx,
        { userId: user.id, operation: 'createTreasuryTransfer', key, body: { kind, amount, reason }, now },
        async () => {
          const order = { units, reason, startedBy: user.id, now, newId };
          const started = await (to === undefined ? startDeposit(tx, order) : startWithdrawal(tx, order));
          if (isRefusal(started)) throw problemOf(started);
          if (to !== undefined)
            await queueBurn(tx, { id: newId(now), transferId: started, to, amountUnits: units, now });
          await writeAudit(tx, {
            ...auditFacts(c, newId),
            action: `treasury.${kind}_started`,
            object: `treasury_transfer:${started}`,
            after: { tft: formatUnits(units) },
            reason,
          });
          return started;
        },
      ),
    );
    parts.wake();
    return c.json(await oneTransfer(store.db, resourceId), 201);
  };

/** What comes back costs the bridge's fee once for the way and once for the way back: less is not worth it. */
const LEAST_WITHDRAWAL_UNITS = 30_000_000n;

/** The account that the bridge shall pay, looked at before anything is burnt. */
async function payableAccount({ chain, treasury }: Parts, units: bigint): Promise<string> {
  const { account, horizon, network } = treasury;
  if (account === undefined) throw new HttpProblem('treasury_not_ready', 'No account on Stellar is configured.');
  if (units <= LEAST_WITHDRAWAL_UNITS) throw fieldProblem('amount', 'must be more than 3 TFT');
  const found = stellarFact(account, await horizon.account(account).catch(silent), network);
  if (!found.tft) throw new HttpProblem('trustline_missing', 'The account on Stellar has no trustline for TFT.');
  if (BigInt(found.tft.limitUnits) - BigInt(found.tft.units) < units)
    throw new HttpProblem(
      'trustline_missing',
      'The trustline of the account on Stellar has no room for this much TFT.',
    );
  const { usableUnits } = await chain.account(chain.signer?.address ?? '');
  if (usableUnits < units)
    throw new HttpProblem(
      'wallet_too_small',
      `The account on the chain has ${formatUnits(usableUnits)} TFT that can be used.`,
    );
  return account;
}
