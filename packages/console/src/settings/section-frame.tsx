import type { SettingsSection } from '@marketplace/contract';
import type { ReactNode } from 'react';
import type { FieldValues } from 'react-hook-form';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { UnsavedGuard } from '../ui/unsaved-guard.tsx';
import type { SectionForm } from './use-section-form.ts';

interface SectionFrameProps<Section extends SettingsSection, Form extends FieldValues> {
  of: SectionForm<Section, Form>;
  /** Why it cannot be saved, where the fields do not say it. */
  blocked?: string | undefined;
  children: ReactNode;
}

/** Cards with fields, and one button that saves them all. */
export function SectionFrame<Section extends SettingsSection, Form extends FieldValues>({
  of,
  blocked,
  children,
}: SectionFrameProps<Section, Form>) {
  const { form, base, error, busy, saved, reload, submit } = of;
  const { isDirty } = form.formState;
  const stale = error?.problem.code === 'settings_changed';
  // What the fields say themselves is not said again.
  const atFields = error?.problem.code === 'validation_failed';
  return (
    <form className="grid max-w-[760px] gap-4" noValidate onSubmit={submit}>
      <UnsavedGuard dirty={isDirty} />
      {children}
      <ProblemNotice
        error={atFields ? null : error}
        actions={
          stale && (
            <Button small onClick={reload}>
              Load what stands now
            </Button>
          )
        }
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          type="submit"
          kind="primary"
          busy={busy}
          disabledReason={blocked ?? (isDirty ? undefined : 'Nothing has been changed.')}
        >
          Save
        </Button>
        <p role="status" className="text-small text-text-2">
          {saved ? 'Saved' : atFields ? 'Nothing was stored. Correct what is marked.' : ''}
        </p>
        {base.changedAt && (
          <p className="ms-auto text-small text-text-3">
            Changed by {base.changedBy?.name ?? 'a program'} <TimeText at={base.changedAt} style="ago" />
          </p>
        )}
      </div>
    </form>
  );
}
