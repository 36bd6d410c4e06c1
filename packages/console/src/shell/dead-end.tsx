import { type ErrorComponentProps, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, buttonClass } from '../ui/button.tsx';
import { PublicHeader } from './public-header.tsx';

interface DeadEndProps {
  title: string;
  children: ReactNode;
  actions: ReactNode;
}

/** One template for what cannot be shown: what, why, and the nearest useful link. */
export function DeadEnd({ title, children, actions }: DeadEndProps) {
  return (
    <div className="mx-auto grid max-w-[720px] gap-4 px-4 py-16 md:px-6">
      <h1 className="text-title">{title}</h1>
      <div className="grid gap-2 text-text-2">{children}</div>
      <div className="flex flex-wrap gap-2">{actions}</div>
    </div>
  );
}

export function NotFoundPage() {
  return (
    <>
      <PublicHeader />
      <main id="content">
        <DeadEnd
          title="There is no such page"
          actions={
            <>
              <Link to="/overview" className={buttonClass({ kind: 'primary' })}>
                Go to the overview
              </Link>
              <Link to="/nodes" className={buttonClass()}>
                See the nodes
              </Link>
            </>
          }
        >
          <p>
            Nothing is kept at <code className="font-mono text-mono break-all">{location.pathname}</code>. The address
            may be mistyped, or what was there has been removed.
          </p>
        </DeadEnd>
      </main>
    </>
  );
}

export function CrashPage({ error, reset }: ErrorComponentProps) {
  return (
    <main id="content">
      <DeadEnd
        title="This page stopped working"
        actions={
          <>
            <Button kind="primary" onClick={reset}>
              Try again
            </Button>
            <Button onClick={() => location.assign('/overview')}>Go to the overview</Button>
          </>
        }
      >
        <p>The page failed while it was drawn. Nothing was ordered or charged by that.</p>
        <p className="font-mono text-mono break-words">{error instanceof Error ? error.message : String(error)}</p>
      </DeadEnd>
    </main>
  );
}

export function ForbiddenPage({ roleName }: { roleName: string }) {
  return (
    <DeadEnd
      title="Your account lacks the role for this page"
      actions={
        <Link to="/overview" className={buttonClass({ kind: 'primary' })}>
          Go to the overview
        </Link>
      }
    >
      <p>
        This page is for people with the role <strong className="font-medium text-text">{roleName}</strong>. An operator
        of this marketplace can give it to you; nothing was changed.
      </p>
    </DeadEnd>
  );
}
