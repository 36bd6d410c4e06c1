import type { OperationId } from '@marketplace/contract/operations';
import { useState } from 'react';
import { downloadFile } from '../api/download-file.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';

interface Numbered {
  id: string;
  number: string;
}

/** The files of a list: a button per row, and one place above the list that says when one could not be had. */
export function usePdfs(operation: OperationId) {
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState<string>();
  const save = ({ id, number }: Numbered) => {
    setBusy(id);
    setFailed(false);
    downloadFile(operation, id, `${number}.pdf`)
      .catch(() => setFailed(true))
      .finally(() => setBusy(undefined));
  };
  return {
    button: (item: Numbered) => (
      <Button small busy={busy === item.id} onClick={() => save(item)} aria-label={`Download ${item.number} as PDF`}>
        PDF
      </Button>
    ),
    trouble: failed && (
      <div className="px-4 pb-3">
        <Banner family="bad" urgent title="The file could not be had. Try again." />
      </div>
    ),
  };
}
