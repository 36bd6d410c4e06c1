import type { Adapters } from './compose.ts';
import { billUsage } from './jobs/billing.ts';
import { requestScan, scanBills } from './jobs/chain-bills.ts';
import { signSubmissions } from './jobs/chain-sign.ts';
import { advance } from './jobs/deployments/advance.ts';
import { settleEarnings } from './jobs/earnings.ts';
import { sendMail } from './jobs/mail.ts';
import { processStripeEvent, sweepTopUps } from './jobs/payments.ts';
import { resumePayouts, settleTransfer } from './jobs/payouts.ts';
import { syncGrid } from './jobs/sync-grid.ts';
import { tick } from './jobs/tick.ts';
import type { Tasks } from './jobs/worker.ts';
import { requestSigning } from './postgres/chain-submissions.ts';
import { movingDeployments, requestStep } from './postgres/deployments.ts';

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
        { name: 'billing', run: async () => void (await billUsage(adapters)) },
        { name: 'top-ups', run: () => sweepTopUps(adapters) },
        { name: 'deployments', run: () => resumeDeployments(adapters) },
        { name: 'earnings', run: () => settleEarnings(adapters) },
        { name: 'payouts', run: () => resumePayouts(adapters) },
        { name: 'chain-bills', run: () => requestScan(adapters) },
      ],
      log,
    );
  return {
    tick: runTick,
    tasks: {
      tick: runTick,
      'payments.process-event': ({ eventId }) => processStripeEvent(adapters, eventId),
      'payments.sweep': () => sweepTopUps(adapters),
      'mail.send': ({ id }) => sendMail(adapters, id),
      'deployments.advance': ({ deploymentId }) => advance(adapters, deploymentId),
      'chain.sign': () => signSubmissions({ ...adapters, holder: processId }),
      'chain.bills': () => scanBills(adapters),
      'payouts.settle': ({ payoutId }) => settleTransfer(adapters, payoutId),
    },
  };
}

/** Whatever a crash left half done is taken up again; asking for a step twice does it once. */
async function resumeDeployments({ store }: Adapters): Promise<void> {
  const moving = await movingDeployments(store.db);
  for (const id of moving) await requestStep(store.db, id);
  if (moving.length > 0) await requestSigning(store.db);
}
