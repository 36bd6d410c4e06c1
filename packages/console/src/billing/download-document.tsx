import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { downloadPdf } from '../api/download-csv.ts';
import { Button } from '../ui/button.tsx';

interface DownloadDocumentProps {
  document: { id: string; number: string };
  /** The page's main action, with all its words; else small, in a row. */
  main?: boolean;
}

export function DownloadDocument({ document, main }: DownloadDocumentProps) {
  const [state, setState] = useState<'ready' | 'busy' | 'failed'>('ready');
  const press = () => {
    setState('busy');
    downloadPdf('getInvoicePdf', document).then(
      () => setState('ready'),
      () => setState('failed'),
    );
  };
  return (
    <span className="inline-flex items-center gap-2">
      <span role="status" className="text-small text-bad empty:hidden">
        {state === 'failed' ? 'The PDF could not be made. Try again.' : ''}
      </span>
      <Button kind={main ? 'primary' : 'secondary'} small={!main} busy={state === 'busy'} onClick={press}>
        <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
        {main ? 'Download PDF' : 'PDF'}
        {!main && <span className="sr-only"> of {document.number}</span>}
      </Button>
    </span>
  );
}
