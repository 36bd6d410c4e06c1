import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

interface ScriptTroubleProps {
  script: { error: Error | null; refetch: () => Promise<unknown> };
}

/** The card processor's script did not come: nothing can be paid, and nothing was. */
export function ScriptTrouble({ script: { error, refetch } }: ScriptTroubleProps) {
  if (!error) return null;
  return (
    <Banner
      family="bad"
      title={error.message}
      actions={
        <Button small onClick={() => void refetch()}>
          Try again
        </Button>
      }
    >
      You were not charged. Check your connection or a blocker of scripts.
    </Banner>
  );
}
