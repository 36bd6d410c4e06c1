import type { AllianceAgreement, AllianceDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { formatDay } from '../ui/time.ts';
import { TimeText } from '../ui/time-text.tsx';
import { ConfirmAct } from './confirm-act.tsx';
import { agreementStatus, formulaLines } from './formula-words.ts';
import { Simulation } from './simulation.tsx';
import { refreshAlliance } from './use-alliance.ts';
import { useMemberNames } from './use-member-names.ts';

/** One version: how it divides, from when, and who agreed. */
export function AgreementCard({ alliance, agreement }: { alliance: AllianceDetail; agreement: AllianceAgreement }) {
  const { version, formula, effectiveOn, state, consent, comment, proposedBy, proposedAt, proposedByYou } = agreement;
  const [open, setOpen] = useState<'simulation' | 'withdraw'>();
  const nameOf = useMemberNames(alliance.id);
  const said = (choice: 'yes' | 'no') =>
    consent.ballots
      .filter((ballot) => ballot.choice === choice)
      .map(({ name, weight }) => (weight === 1 ? name : `${name} (${weight})`))
      .join(', ');
  const silent = consent.weights.total - consent.weights.yes - consent.weights.no;
  const facts: Fact[] = [
    ['From', <time key="from" dateTime={effectiveOn}>{`${formatDay(effectiveOn, 'UTC')}, 00:00 UTC`}</time>],
    ['Agree', said('yes') || 'nobody'],
    ...(said('no') ? ([['Decline', said('no')]] satisfies Fact[]) : []),
    ...(state === 'proposed'
      ? ([
          ['Not yet', `${silent} of ${consent.weights.total}`],
          ['Answer by', <TimeText key="by" at={consent.closesAt} />],
        ] satisfies Fact[])
      : []),
  ];
  return (
    <Card title={`Version ${version}`} actions={<StatusBadge status={agreementStatus[state]} />}>
      <div className="grid gap-3">
        <ul className="grid gap-1 font-medium">
          {formulaLines(formula, nameOf).map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {comment && <p className="max-w-prose">“{comment}”</p>}
        <KeyValues facts={facts} />
        <p className="text-small text-text-2">
          {`Proposed by ${proposedBy}, `}
          <TimeText at={proposedAt} />
        </p>
        {state === 'proposed' && (
          <Consent alliance={alliance} agreement={agreement}>
            <Button onClick={() => setOpen(open === 'simulation' ? undefined : 'simulation')}>
              {open === 'simulation' ? 'Hide the simulation' : 'Simulate'}
            </Button>
            {proposedByYou && <Button onClick={() => setOpen('withdraw')}>Take back</Button>}
          </Consent>
        )}
        {open === 'simulation' && <Simulation allianceId={alliance.id} formula={formula} />}
      </div>
      {open === 'withdraw' && (
        <ConfirmAct
          title={`Take back version ${version}`}
          verb="Take it back"
          act={() => api('withdrawAllianceAgreement', { params: { id: alliance.id, agreementId: agreement.id } })}
          onClose={() => setOpen(undefined)}
        >
          <p>Nobody can answer it any more. What is in force stays in force.</p>
        </ConfirmAct>
      )}
    </Card>
  );
}

interface ConsentProps {
  alliance: AllianceDetail;
  agreement: AllianceAgreement;
  children: React.ReactNode;
}

function Consent({ alliance, agreement: { version, consent }, children }: ConsentProps) {
  const cast = useMutation<unknown, ApiError, 'yes' | 'no'>({
    mutationFn: (choice) => api('castBallot', { params: { id: alliance.id, voteId: consent.id }, body: { choice } }),
    onSettled: () => void refreshAlliance(),
  });
  const answer = (choice: 'yes' | 'no') => (
    <Button
      busy={cast.isPending}
      disabledReason={consent.yourChoice === choice ? `You said ${choice} already.` : undefined}
      onClick={() => cast.mutate(choice)}
    >
      {choice === 'yes' ? 'Agree' : 'Decline'}
      <span className="sr-only"> to version {version}</span>
    </Button>
  );
  return (
    <>
      <ProblemNotice error={cast.error} />
      <div className="flex flex-wrap items-center gap-2">
        {consent.youMayVote && answer('yes')}
        {consent.youMayVote && answer('no')}
        {children}
      </div>
    </>
  );
}
