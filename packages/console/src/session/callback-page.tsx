import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Skeleton } from '../ui/skeleton.tsx';
import { lastReturnTo, useSession } from './session.ts';

/** The identity provider sends people here; the library reads the answer and moves on by itself. */
export function CallbackPage() {
  const { status } = useSession();
  // Who comes with an answer is taken on by the library; only somebody who came by hand is sent away here.
  const [answered] = useState(() => /[?&](code|error)=/.test(location.search));
  if (status === 'visitor') return <Navigate to="/sign-in" search={{ returnTo: lastReturnTo() }} replace />;
  if (status === 'signed-in' && !answered) return <Navigate to="/overview" replace />;
  return (
    <main id="content" className="mx-auto grid max-w-[400px] gap-4 px-4 py-24">
      <h1 className="text-title">Signing you in</h1>
      <p role="status" className="text-text-2">
        Your account is being checked.
      </p>
      <Skeleton className="h-9 w-full" />
    </main>
  );
}
