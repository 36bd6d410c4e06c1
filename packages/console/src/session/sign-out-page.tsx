import { useEffect } from 'react';
import { signOut } from './session.ts';

/** Ends the session here and at the identity provider. */
export function SignOutPage() {
  useEffect(() => {
    void signOut();
  }, []);
  return (
    <main id="content" className="mx-auto grid max-w-[400px] gap-4 px-4 py-24">
      <h1 className="text-title">Signing you out</h1>
      <p role="status" className="text-text-2">
        Your deployments go on running.
      </p>
    </main>
  );
}
