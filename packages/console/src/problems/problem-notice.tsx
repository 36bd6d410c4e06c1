import type { ApiError } from '@marketplace/contract/client';
import type { ReactNode } from 'react';
import { SupportLink } from '../shell/support-link.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { problemText } from './problem-text.ts';

interface ProblemNoticeProps {
  error: ApiError | null | undefined;
  retry?: () => void;
  actions?: ReactNode;
  urgent?: boolean;
}

/** A problem in four parts, where it happened; the rest of the page lives on. */
export function ProblemNotice({ error, retry, actions, urgent }: ProblemNoticeProps) {
  if (!error) return null;
  const text = problemText(error.problem);
  const { requestId } = error.problem;
  // What the title says already is not said again.
  const errors = error.problem.errors?.filter(({ message }) => !text.happened.includes(message.replace(/\.$/, '')));
  return (
    <Banner
      family="bad"
      urgent={urgent}
      title={text.happened}
      actions={
        <>
          {actions}
          {retry && (
            <Button small onClick={retry}>
              Try again
            </Button>
          )}
        </>
      }
    >
      {errors && errors.length > 0 && (
        <ul className="mb-1 list-disc ps-5">
          {errors.map((field) => (
            <li key={field.path}>
              <span className="font-mono text-mono">{field.path}</span> {field.message}
            </li>
          ))}
        </ul>
      )}
      {text.cost} {text.todo}
      {requestId && (
        <span className="mt-1 flex flex-wrap items-center gap-1 text-small">
          Request <code className="font-mono text-mono break-all">{requestId}</code>
          <CopyButton compact what="request id" text={requestId} />
          <SupportLink className="underline underline-offset-3" />
        </span>
      )}
    </Banner>
  );
}
