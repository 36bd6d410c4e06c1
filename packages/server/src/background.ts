import { runAlliances } from './alliances/run-alliances.ts';
import type { Adapters } from './compose.ts';
import { settleUptime } from './jobs/alliance-sla.ts';
import { announcePrices } from './jobs/announce-prices.ts';
import { tellOfExpiringCards } from './jobs/cards/expiring-cards.ts';
import { syncCards } from './jobs/cards/sync-cards.ts';
import { requestScan, scanBills } from './jobs/chain-bills.ts';
import { signSubmissions } from './jobs/chain-sign.ts';
import { endCredits } from './jobs/credits.ts';
import { advance } from './jobs/deployments/advance.ts';
import { sendDisputeAnswer, sweepDisputeAnswers } from './jobs/dispute-answers.ts';
import { makeDocuments } from './jobs/documents.ts';
import { settleEarnings } from './jobs/earnings.ts';
import { sweepEvents } from './jobs/event-sweep.ts';
import { watchFloat } from './jobs/float/watch-float.ts';
import { mirrorRoles, resumeRoleMirrors } from './jobs/identity/mirror-roles.ts';
import { releaseLeftNodes } from './jobs/left-nodes.ts';
import { sendMail } from './jobs/mail.ts';
import { tellMaintenance } from './jobs/maintenance.ts';
import { sweepTopUps } from './jobs/payments.ts';
import { resumePayouts, settleTransfer } from './jobs/payouts.ts';
import { recharge } from './jobs/recharge.ts';
import { runComparison } from './jobs/reconciliation/run-comparison.ts';
import { sendRefund, sweepRefunds } from './jobs/refunds.ts';
import { endGraces } from './jobs/spending/end-graces.ts';
import { billAndReview, reviewAfterTopUp } from './jobs/spending/review-balances.ts';
import { processStripeEvent } from './jobs/stripe-events/process-event.ts';
import { syncGrid } from './jobs/sync-grid.ts';
import { tick } from './jobs/tick.ts';
import { cancelTopUp, endTopUps } from './jobs/top-up-ends.ts';
import { advanceTransfer } from './jobs/treasury/advance.ts';
import { requestWatch, watchWallets } from './jobs/treasury/watch.ts';
import type { Tasks } from './jobs/worker.ts';
import { lapseAgreements } from './postgres/alliance-agreements.ts';
import { requestDueRecharges } from './postgres/auto-recharge.ts';
import { requestDueCardSyncs } from './postgres/card-wallets.ts';
import { requestSigning } from './postgres/chain-submissions.ts';
import { movingDeployments, requestStep } from './postgres/deployments.ts';
import { requestDueComparisons } from './postgres/reconciliation.ts';
import { requestDueEvents } from './postgres/stripe-events.ts';

export interface Background {
  tasks: Tasks;
  tick: () => Promise<void>;
}

/** All background work over its adapters; the same tasks in the Node worker and in the functions. */
export function createBackground(adapters: Adapters): Background {
  const { log, processId } = adapters;
  const runTick = () =>
    tick(
      [
        { name: 'grid', run: () => syncGrid(adapters) },
        { name: 'maintenance', run: () => tellMaintenance(adapters) },
        { name: 'top-ups', run: () => sweepTopUps(adapters) },
        { name: 'float', run: () => watchFloat(adapters) },
        { name: 'billing', run: () => billAndReview(adapters) },
        { name: 'recharges', run: () => requestDueRecharges(adapters.store.db, adapters.clock.now()) },
        { name: 'graces', run: () => endGraces(adapters) },
        { name: 'top-up-ends', run: () => endTopUps(adapters) },
        { name: 'cards', run: () => requestDueCardSyncs(adapters.store.db, adapters.clock.now(), 100) },
        { name: 'expiring-cards', run: () => tellOfExpiringCards(adapters) },
        { name: 'stripe-events', run: () => requestDueEvents(adapters.store.db, adapters.clock.now(), 200) },
        { name: 'roles', run: () => resumeRoleMirrors(adapters) },
        { name: 'deployments', run: () => resumeDeployments(adapters) },
        { name: 'refunds', run: () => sweepRefunds(adapters) },
        { name: 'dispute-answers', run: () => sweepDisputeAnswers(adapters) },
        { name: 'lost-events', run: () => sweepEvents(adapters) },
        { name: 'credits', run: () => endCredits(adapters) },
        { name: 'documents', run: () => makeDocuments(adapters) },
        { name: 'reconciliation', run: () => requestDueComparisons(adapters.store.db, adapters.clock.now()) },
        { name: 'left-nodes', run: () => releaseLeftNodes(adapters) },
        { name: 'earnings', run: () => settleEarnings(adapters) },
        { name: 'alliance-uptime', run: () => settleUptime(adapters) },
        { name: 'payouts', run: () => resumePayouts(adapters) },
        { name: 'chain-bills', run: () => requestScan(adapters) },

        { name: 'treasury', run: () => requestWatch(adapters) },
        { name: 'alliances', run: () => runAlliances(adapters) },
        { name: 'agreements', run: () => lapseAgreements(adapters.store.db, adapters.clock.now()) },
      ],
      log,
    );
  return {
    tick: runTick,
    tasks: {
      tick: runTick,
      'payments.process-event': ({ eventId }) => processStripeEvent(adapters, eventId),
      'payments.sweep': () => sweepTopUps(adapters),
      'payments.cancel-top-up': ({ topUpId }) => cancelTopUp(adapters, topUpId),
      'payments.sync-cards': ({ userId }) => syncCards(adapters, userId, adapters.clock.now()),
      'mail.send': ({ id }) => sendMail(adapters, id),
      'deployments.advance': ({ deploymentId }) => advance(adapters, deploymentId),
      'payments.recharge': ({ userId }) => recharge(adapters, userId),
      'billing.review': ({ topUpId }) => reviewAfterTopUp(adapters, topUpId),
      'chain.sign': () => signSubmissions({ ...adapters, holder: processId }),
      'identity.mirror-roles': ({ userId }) => mirrorRoles(adapters, userId),
      'refunds.send': ({ refundId }) => sendRefund(adapters, refundId),
      'disputes.answer': ({ answerId }) => sendDisputeAnswer(adapters, answerId),
      'reconciliation.run': ({ source }) => runComparison(adapters, source),
      'pricing.announce': ({ version }) => announcePrices(adapters, version),
      'chain.bills': () => scanBills(adapters),
      'payouts.settle': ({ payoutId }) => settleTransfer(adapters, payoutId),

      'treasury.advance': ({ transferId }) => advanceTransfer(adapters, transferId),
      'treasury.watch': () => watchWallets(adapters),
    },
  };
}

/** Whatever a crash left half done is taken up again; asking for a step twice does it once. */
async function resumeDeployments({ store, clock }: Adapters): Promise<void> {
  const moving = await movingDeployments(store.db, clock.now());
  for (const id of moving) await requestStep(store.db, id);
  if (moving.length > 0) await requestSigning(store.db);
}
