import { Navigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useConfig } from '../api/use-config.ts';
import { readDraft } from '../deploy/draft.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { PublicHeader } from '../shell/public-header.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { sizeWords } from '../ui/size.ts';
import { usePageTitle } from '../ui/use-page-title.ts';
import { safeReturnTo } from './return-to.ts';
import { signIn, useSession } from './session.ts';

/** Explains the way through the identity provider and remembers where the person was. */
export function SignInPage() {
  const { returnTo } = useSearch({ from: '/sign-in' });
  const { status, failure } = useSession();
  const config = useConfig();
  usePageTitle('Sign in');
  const [going, setGoing] = useState<string>();
  const target = safeReturnTo(returnTo);
  if (status === 'signed-in') return <Navigate to={target} replace />;

  const go = (what: string, options: { loginHint?: string; signUp?: boolean } = {}) => {
    setGoing(what);
    void signIn({ returnTo: target, ...options }).catch(() => setGoing(undefined));
  };
  return (
    <>
      <PublicHeader />
      <main id="content" className="mx-auto grid w-full max-w-[432px] gap-4 px-4 py-10">
        <div>
          <h1 className="text-title">Sign in to {config.data?.brandName ?? 'the marketplace'}</h1>
          <p className="mt-1 text-text-2">{purpose(target)}</p>
        </div>
        {failure && (
          <Banner
            family="bad"
            urgent
            title={failure.endsWith('.') ? failure : `The sign-in did not finish: ${failure}.`}
          >
            You were not signed in, and nothing was changed. Try again.
          </Banner>
        )}
        <ProblemNotice error={config.error} retry={() => void config.refetch()} />
        <Card>
          <div className="grid gap-2">
            <Button kind="primary" wide busy={going === 'sign-in'} onClick={() => go('sign-in')}>
              Continue with e-mail
            </Button>
            <Button wide busy={going === 'sign-up'} onClick={() => go('sign-up', { signUp: true })}>
              Create an account
            </Button>
          </div>
          <p className="mt-3 text-small text-text-3">
            No wallet or token needed: you pay by card, in dollars. Signing in happens at the identity provider, so that
            this site never sees your password.
          </p>
        </Card>
        <DemoAccounts going={going} onChoose={(email) => go(email, { loginHint: email })} />
      </main>
    </>
  );
}

function DemoAccounts({ going, onChoose }: { going: string | undefined; onChoose: (email: string) => void }) {
  const accounts = useConfig().data?.demoAccounts;
  if (!accounts || accounts.length === 0) return null;
  return (
    <Card title="Demo accounts">
      <p className="mb-3 text-small text-text-3">
        Only in this sandbox: one click each, no real person, no real money.
      </p>
      <ul className="-mx-4 -mb-4">
        {accounts.map(({ email, role }) => (
          <li key={email} className="border-t border-line">
            <button
              type="button"
              aria-busy={going === email}
              onClick={() => onChoose(email)}
              className="flex min-h-10 w-full items-center justify-between gap-4 px-4 text-start focus-visible:outline-offset-[-2px] hover:bg-hover pointer-coarse:min-h-11"
            >
              <span className="truncate font-medium">{email}</span>
              <span className="shrink-0 text-small text-text-3">{role.replaceAll('-', ' ')}</span>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function purpose(target: string): string {
  if (target.startsWith('/deploy')) {
    const draft = readDraft();
    return `You were about to deploy a virtual machine${draft?.size ? ` (${sizeWords(draft.size)})` : ''}. What you chose is kept.`;
  }
  if (target === '/overview') return 'The same page signs you in and makes new accounts.';
  return 'You come back to the page that you wanted to see.';
}
