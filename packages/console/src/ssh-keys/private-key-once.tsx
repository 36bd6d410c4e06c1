import Download from 'lucide-react/icons/download';
import { useState } from 'react';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { saveFile } from '../ui/save-file.ts';
import type { FreshKey } from './fresh-key.ts';

/** The private half, for as long as this page is open: save, copy, or look at it. */
export function PrivateKeyOnce({ fresh }: { fresh: FreshKey }) {
  const [shown, setShown] = useState(false);
  return (
    <div className="grid gap-3 rounded-control bg-sunken p-3">
      <div>
        <p className="font-medium">
          Private key <code className="font-mono text-mono">{fresh.fileName}</code>
        </p>
        <p className="text-small text-text-2">
          It was saved to your downloads. It exists only there and on this page: once you leave, nobody can show it
          again.
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button small onClick={() => savePrivateKey(fresh)}>
          <Download className="size-4" strokeWidth={1.75} aria-hidden="true" />
          Download private key
        </Button>
        <CopyButton what="private key" text={fresh.privateKey} />
        <Button small aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide' : 'Show'}
        </Button>
      </div>
      {shown && (
        <section aria-label="Private key" className="overflow-x-auto rounded-badge border border-line bg-surface p-3">
          <pre className="font-mono text-mono">{fresh.privateKey}</pre>
        </section>
      )}
    </div>
  );
}

export function savePrivateKey(fresh: FreshKey): void {
  saveFile(new Blob([fresh.privateKey], { type: 'application/x-pem-file' }), fresh.fileName);
}
