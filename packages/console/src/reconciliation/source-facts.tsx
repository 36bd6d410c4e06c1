import type { ReconciledSource } from '@marketplace/contract';
import type { ReactNode } from 'react';
import { type Status, StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';

const names: Record<ReconciledSource['source'], string> = {
  stripe: 'Stripe',
  chain: 'Contracts on the chain',
  ledger: 'Ledger in itself',
  treasury: 'Account on Stellar',
};

const states: Record<ReconciledSource['state'], Status> = {
  green: { family: 'ok', shape: 'disc', word: 'Agrees' },
  red: { family: 'bad', shape: 'octagon', word: 'Differs' },
  unknown: { family: 'off', shape: 'ring', word: 'Unknown' },
};

/** One source: how it stands, when it was compared, and what was counted. */
export function SourceFacts({ source }: { source: ReconciledSource }) {
  return (
    <section className="grid gap-1 border-t border-line pt-3 first:border-t-0 first:pt-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <h3 className="font-medium">{names[source.source]}</h3>
        <StatusBadge status={states[source.state]} reason={reasonOf(source)} />
      </div>
      <p className="text-small text-text-2">
        {source.comparedAt ? (
          <>
            Compared <TimeText at={source.comparedAt} style="ago" />
          </>
        ) : (
          'Not compared yet'
        )}
        {', next '}
        <TimeText at={source.nextAt} />
        {countsOf(source)}
      </p>
      {source.failure && <p className="text-small text-text-2 break-words">{`Last try: ${source.failure}.`}</p>}
    </section>
  );
}

function reasonOf({ state, unknownSince, openFindings }: ReconciledSource): ReactNode {
  if (state === 'red') return openFindings === 1 ? '1 finding' : `${openFindings} findings`;
  if (state === 'green' || !unknownSince) return undefined;
  return (
    <>
      since <TimeText at={unknownSince} />
    </>
  );
}

/** How much was looked at, in words. */
function countsOf({ source, facts }: ReconciledSource): string {
  const count = (name: string, word: string) => (facts[name] === undefined ? '' : ` · ${facts[name]} ${word}`);
  if (source === 'stripe') return count('transactions', 'transactions');
  if (source === 'chain') return count('contracts', 'contracts');
  if (source === 'treasury') return count('movements', 'movements');
  return count('transfers', 'transfers');
}
