import type { PoolNodeDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextField } from '../ui/field.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { keepPoolNode } from './keep-pool-node.ts';

/** The provider's share of the markup on this node, and what it was before. */
export function ShareSection({ found }: { found: PoolNodeDetail }) {
  const [asking, setAsking] = useState<'set' | 'clear'>();
  const { sharePercent, ownSharePercent, generalSharePercent, shares } = found;
  const [last] = shares;
  return (
    <section className="grid gap-3 border-t border-line pt-4">
      <h3 className="text-heading">Provider share: {sharePercent} % of the markup</h3>
      <p className="max-w-prose text-small text-text-2">
        {ownSharePercent === null ? (
          'The general share of the settings, as each order was made with.'
        ) : (
          <>
            Set for this node, instead of the general {generalSharePercent} %, from{' '}
            <TimeText at={last?.from ?? found.listedAt} /> on.
          </>
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => setAsking('set')}>Set a share for this node</Button>
        {ownSharePercent !== null && <Button onClick={() => setAsking('clear')}>Back to the general share</Button>}
      </div>
      {shares.length > 0 && (
        <ul aria-label="Shares set before" className="grid gap-2 text-small">
          {shares.map((share) => (
            <li key={share.setAt} className="grid gap-0.5">
              <span>
                {share.percent === null ? 'General share' : `${share.percent} %`} from <TimeText at={share.from} />
              </span>
              <span className="break-words text-text-3">
                {share.reason} ({share.setBy})
              </span>
            </li>
          ))}
        </ul>
      )}
      {asking && <ShareDialog found={found} clear={asking === 'clear'} onClose={() => setAsking(undefined)} />}
    </section>
  );
}

interface ShareDialogProps {
  found: PoolNodeDetail;
  clear: boolean;
  onClose: () => void;
}

function ShareDialog({ found, clear, onClose }: ShareDialogProps) {
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const { id } = found.node;
  const percent = /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= 100 ? Number(typed) : undefined;
  const save = useMutation<PoolNodeDetail, ApiError>({
    mutationFn: () =>
      api('setNodeShare', { params: { id }, body: { percent: clear ? null : (percent ?? 0), reason: reason.trim() } }),
    onSuccess: (changed) => {
      keepPoolNode(changed);
      onClose();
    },
  });
  const missing =
    !clear && percent === undefined
      ? 'Enter a whole percentage up to 100 first.'
      : reason.trim().length < 3
        ? 'Say why first.'
        : undefined;
  return (
    <Dialog
      open
      title={clear ? `Back to the general share for node ${id}` : `Share for node ${id}`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="primary" busy={save.isPending} disabledReason={missing} onClick={() => save.mutate()}>
            {clear ? 'Use the general share' : 'Set the share'}
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        Holds from the next full hour on for everything that runs there. What was earned before stays, and customers pay
        the same. The provider is told.
      </p>
      {!clear && (
        <TextField
          label="Share of the markup"
          suffix="%"
          inputMode="numeric"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={fieldProblem(save.error?.problem, 'percent')}
        />
      )}
      <TextField
        label="Reason"
        help="The provider is told this, and it stands in the audit log."
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <ProblemNotice error={save.error} />
    </Dialog>
  );
}
