import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { Button } from './button.tsx';

/** Saves what the present filter shows, all pages of it. `save` throws when it cannot. */
export function ExportCsv({ save }: { save: () => Promise<void> }) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const press = () => {
    setState('busy');
    save().then(
      () => setState('ready'),
      () => setState('failed'),
    );
  };
  return (
    <>
      <p role="status" className="text-small text-bad empty:hidden">
        {state === 'failed' ? 'The file could not be made. Try again.' : ''}
      </p>
      <Button busy={state === 'busy'} onClick={press}>
        <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
        Export CSV
      </Button>
    </>
  );
}
