import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { downloadFile } from '../api/download-file.ts';
import { Button } from '../ui/button.tsx';

export function DownloadDocument({ id, number }: { id: string; number: string }) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const press = () => {
    setState('busy');
    downloadFile('getInvoicePdf', id, `${number}.pdf`).then(
      () => setState('ready'),
      () => setState('failed'),
    );
  };
  return (
    <>
      <p role="status" className="text-small text-bad empty:hidden">
        {state === 'failed' ? 'The PDF could not be had. Try again.' : ''}
      </p>
      <Button kind="primary" busy={state === 'busy'} onClick={press}>
        <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
        Download PDF
      </Button>
    </>
  );
}
