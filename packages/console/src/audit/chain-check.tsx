import { useApi } from '../api/query.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { countWords } from '../ui/size.ts';
import { StatusBadge } from '../ui/status-badge.tsx';

/** Recomputes the hash chain on request: each line must be as it was written and follow the line before it. */
export function ChainCheck() {
  const check = useApi('verifyAudit', undefined, { enabled: false });
  const verdict = check.data;
  return (
    <div className="grid gap-3">
      {verdict?.firstBad && (
        <Banner family="bad" urgent title={`Line ${verdict.firstBad.seq} is not as it was written`}>
          Reason: {verdict.firstBad.reason}. {countWords(verdict.lines)} lines before it are good. Compare with a backup
          of the database, and find out who had access to it.
        </Banner>
      )}
      <div className="flex min-h-9 flex-wrap items-center gap-3 text-text-2">
        <Button busy={check.isFetching} onClick={() => void check.refetch()}>
          Check the chain
        </Button>
        {verdict?.ok && (
          <StatusBadge
            status={{ family: 'ok', shape: 'disc', word: `All ${countWords(verdict.lines)} lines as written` }}
          />
        )}
        {!verdict && !check.error && (
          <span className="text-small">Each line covers the one before it with its hash.</span>
        )}
        {check.error && <span className="text-small text-bad">The check could not be made. Try again.</span>}
      </div>
    </div>
  );
}
