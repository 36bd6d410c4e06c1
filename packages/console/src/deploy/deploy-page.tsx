import type { Config } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { DeadEnd } from '../shell/dead-end.tsx';
import { MaintenanceWords } from '../shell/maintenance-banner.tsx';
import { useMaintenance } from '../shell/use-maintenance.ts';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { CostSummary } from './cost-summary.tsx';
import { DeployAction } from './deploy-action.tsx';
import { type ChosenKey, KeyChoice } from './key-choice.tsx';
import { chosenCap, LimitField } from './limit-field.tsx';
import { NameField } from './name-field.tsx';
import { NetworkChoice } from './network-choice.tsx';
import { PaymentStep } from './payment-step.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { ServiceLevel, useServiceLevel } from './service-level.tsx';
import { SizeChoice } from './size-choice.tsx';
import { SystemChoice } from './system-choice.tsx';
import { type DeployForm, requestOf, useDeployForm } from './use-deploy-form.ts';
import { useOrder } from './use-order.ts';
import { useQuote } from './use-quote.ts';

/** One page, no steps to click through: each choice shows its price, the summary is the review. */
export function DeployPage() {
  const paused = useMaintenance();
  return paused ? <PausedPage maintenance={paused} /> : <OrderPage />;
}

function OrderPage() {
  const { form, error } = useDeployForm();
  return (
    <Page title="New deployment" width="form">
      <ProblemNotice error={error} />
      {form ? <Wizard form={form} /> : !error && <Waiting />}
    </Page>
  );
}

function Wizard({ form }: { form: DeployForm }) {
  const settled = useSettled(requestOf(form), 150);
  const quote = useQuote(settled);
  const [key, setKey] = useState<ChosenKey>({ ok: false, message: 'Choose an SSH key first.' });
  const serviceLevel = useServiceLevel();
  const order = useOrder({
    form,
    quote,
    publicKey: key.ok ? key.publicKey : undefined,
    slaVersion: serviceLevel.accepted,
  });
  const missing = key.ok ? (chosenCap(form).wrong ? 'Correct the limit first.' : serviceLevel.missing) : key.message;
  const stale = quote.isPlaceholderData || JSON.stringify(settled) !== JSON.stringify(requestOf(form));
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 pb-24 lg:grid-cols-[minmax(0,760px)_344px] lg:gap-6 lg:pb-0">
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <SizeChoice form={form} />
        <Card title="Place and system">
          <div className="grid gap-4">
            <PlaceChoice form={form} quote={quote.data} />
            <SystemChoice form={form} />
          </div>
        </Card>
        <NetworkChoice form={form} quote={stale ? undefined : quote.data} />
        <KeyChoice form={form} chosen={key} onChange={setKey} />
        <NameField form={form} takenName={order.takenName} />
        <LimitField form={form} quote={quote.data} />
        <ServiceLevel choice={serviceLevel} />
        <PaymentStep form={form} quote={quote.data} order={order} missing={missing} />
      </div>
      <CostSummary quote={quote} stale={stale} form={form}>
        <DeployAction form={form} quote={quote} stale={stale} missing={missing} order={order} />
      </CostSummary>
    </div>
  );
}

/** The whole page while new orders are paused. */
function PausedPage({ maintenance }: { maintenance: NonNullable<Config['maintenance']> }) {
  return (
    <DeadEnd
      title="New orders are paused for maintenance"
      actions={
        <>
          <Link to="/deployments" className={buttonClass({ kind: 'primary' })}>
            Your deployments
          </Link>
          <Link to="/nodes" className={buttonClass()}>
            See the nodes
          </Link>
        </>
      }
    >
      <p>
        <MaintenanceWords maintenance={maintenance} />
      </p>
    </DeadEnd>
  );
}

function Waiting() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,760px)_344px] lg:gap-6">
      <div className="rounded-card border border-line bg-surface pt-12">
        <SkeletonRows rows={8} label="Loading what can be deployed" />
      </div>
      <Skeleton className="h-80 w-full" />
    </div>
  );
}
