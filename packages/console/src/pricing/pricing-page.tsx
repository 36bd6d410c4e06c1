import type { Pricing } from '@marketplace/contract';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import { useSettled } from '../ui/use-settled.ts';
import { DeploymentEffect } from './deployment-effect.tsx';
import { draftOf, type PriceDraft, ruleOf } from './draft.ts';
import { PriceHistory } from './price-history.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import { RuleEditor } from './rule-editor.tsx';
import { ScheduledChanges } from './scheduled-changes.tsx';
import { SizeEffect } from './size-effect.tsx';
import { usePreview } from './use-preview.ts';

/** Edits are a draft; their effect on real prices and deployments is there before they are published. */
export function PricingPage() {
  const pricing = useApi('getPricing', undefined, { refetchOnWindowFocus: false });
  if (!pricing.data) {
    return (
      <Page title="Pricing">
        <ProblemNotice error={pricing.error} retry={() => void pricing.refetch()} />
        {!pricing.error && <Skeleton className="h-96 w-full" />}
      </Page>
    );
  }
  return <Editor key={pricing.data.lastVersion} pricing={pricing.data} reload={() => void pricing.refetch()} />;
}

function Editor({ pricing, reload }: { pricing: Pricing; reload: () => void }) {
  const present = draftOf(pricing.active.rule);
  const [draft, setDraft] = useState<PriceDraft>(present);
  const [publishing, setPublishing] = useState(false);
  const dirty = JSON.stringify(draft) !== JSON.stringify(present);
  const rule = ruleOf(draft);
  const settled = useSettled(rule, 300);
  const preview = usePreview(settled);
  const current = JSON.stringify(settled) === JSON.stringify(rule) && !preview.isPlaceholderData;
  const count = dirty && current ? preview.data?.changes.length : undefined;
  const reason = !rule
    ? 'A field needs a correction.'
    : dirty
      ? count === 0
        ? 'This is the rule that holds already.'
        : undefined
      : 'Nothing has been changed.';
  return (
    <Page
      title="Pricing"
      beside={
        dirty && (
          <span className="text-small text-text-2">
            Draft{count !== undefined && `, ${count} ${count === 1 ? 'change' : 'changes'}`}
          </span>
        )
      }
      actions={
        <>
          {dirty && <Button onClick={() => setDraft(present)}>Discard</Button>}
          <Button kind="primary" disabledReason={reason} onClick={() => setPublishing(true)}>
            Publish…
          </Button>
        </>
      }
    >
      <UnsavedGuard dirty={dirty} />
      <ScheduledChanges pricing={pricing} />
      <RuleEditor pricing={pricing} draft={draft} onChange={setDraft} />
      <ProblemNotice error={preview.error} retry={() => void preview.refetch()} />
      {preview.data ? (
        <div
          className="grid grid-cols-[minmax(0,1fr)] gap-4"
          style={{ opacity: current ? 1 : 0.6 }}
          aria-busy={!current}
        >
          <SizeEffect preview={preview.data} dirty={dirty} />
          <DeploymentEffect preview={preview.data} dirty={dirty} />
        </div>
      ) : (
        !preview.error && <Skeleton className="h-60 w-full" />
      )}
      {!rule && <Banner family="warn" title="The effect is of the last rule without a wrong field" />}
      <PriceHistory apps={pricing.apps} />
      {publishing && rule && preview.data && (
        <PublishDialog
          pricing={pricing}
          rule={rule}
          preview={preview.data}
          onClose={() => setPublishing(false)}
          reload={reload}
        />
      )}
    </Page>
  );
}
