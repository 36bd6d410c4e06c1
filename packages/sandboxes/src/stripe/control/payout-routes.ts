import { Hono } from 'hono';
import { z } from 'zod';
import { noCause, type OpenAccount } from '../account.ts';
import { arrive, failPayout, isUnderWay, payOutAvailable } from '../payments/payouts.ts';
import { readInput, refuse } from './read-input.ts';

const settlement = z.strictObject({ outcome: z.enum(['paid', 'failed']) });

/** Payouts to the account's bank, as Stripe's schedule makes them and as the bank takes them or not. */
export function payoutRoutes(account: OpenAccount): Hono {
  const app = new Hono();
  app.post('/payouts', (c) => {
    const payout = account.transact(() => payOutAvailable(account.causedBy(noCause), 'usd'));
    if (!payout) throw refuse(409, 'no money is available yet: card payments are pending for two days');
    return c.json(payout, 201);
  });
  app.post('/payouts/:id/settle', async (c) => {
    const { outcome } = await readInput(c, settlement);
    const payout = account.objects.get('payout', c.req.param('id'));
    if (!payout) throw refuse(404, 'no payout with this id');
    const possible = isUnderWay(payout) || (payout.status === 'paid' && outcome === 'failed');
    if (!possible) throw refuse(409, `this payout is settled already: ${payout.status}`);
    account.transact(() => {
      const view = account.causedBy(noCause);
      if (outcome === 'paid') arrive(view, payout);
      else failPayout(view, payout);
    });
    return c.json(account.objects.get('payout', payout.id) ?? {});
  });
  return app;
}
