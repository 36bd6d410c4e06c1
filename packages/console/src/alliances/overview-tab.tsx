import type { AllianceDetail } from '@marketplace/contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { dayWords, governanceWords, memberStatus } from './alliance-words.ts';
import { ConfirmAct } from './confirm-act.tsx';
import { Figures } from './figures.tsx';
import { TermsForm } from './terms-form.tsx';
import { refreshAlliance, useOwnAlliance } from './use-alliance.ts';

type Open = 'activate' | 'leave' | 'terms';

/** Where the alliance stands, what it has, its terms, and one's own place in it. */
export function OverviewTab() {
  const alliance = useOwnAlliance();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      <Standing alliance={alliance} onActivate={() => setOpen('activate')} />
      {alliance.state === 'active' && <Figures alliance={alliance} />}
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
        <TermsCard alliance={alliance} onChange={() => setOpen('terms')} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <PlaceCard alliance={alliance} onLeave={() => setOpen('leave')} />
          {alliance.state === 'active' && <CapacityCard alliance={alliance} />}
        </div>
      </div>
      <SidePanel title="Change the terms" open={open === 'terms'} onClose={close}>
        <TermsForm alliance={alliance} onDone={close} />
      </SidePanel>
      {open === 'activate' && (
        <ConfirmAct
          title={`Activate ${alliance.name}`}
          verb="Activate"
          act={() => api('activateAlliance', { params: { id: alliance.id } })}
          onClose={close}
        >
          <p>Its page becomes public and its nodes are offered under its name.</p>
          <p>From then on the members vote on every change and on whoever joins, and leaving takes a notice.</p>
        </ConfirmAct>
      )}
      {open === 'leave' && <Leave alliance={alliance} onClose={close} />}
    </>
  );
}

function Standing({ alliance, onActivate }: { alliance: AllianceDetail; onActivate: () => void }) {
  const { state, memberCount, quorum, endsAt, viewer } = alliance;
  if (state === 'winding_down' && endsAt)
    return (
      <Banner family="warn" title="This alliance is winding down">
        It ends on <TimeText at={endsAt} />. Nothing new is offered under its name; what runs keeps its terms until
        then.
      </Banner>
    );
  if (state === 'dissolved' && endsAt)
    return (
      <Banner family="off" title="This alliance is dissolved">
        It ended on <TimeText at={endsAt} />.
      </Banner>
    );
  if (state !== 'proposed') return null;
  return (
    <Banner
      family="off"
      title={viewer?.canActivate ? 'It can be activated now' : 'Not active yet'}
      actions={
        viewer?.canActivate && (
          <Button kind="primary" onClick={onActivate}>
            Activate
          </Button>
        )
      }
    >
      {`${memberCount} of the ${quorum} members that it needs. Until it is activated only members and invited people see it.`}
    </Banner>
  );
}

function TermsCard({ alliance, onChange }: { alliance: AllianceDetail; onChange: () => void }) {
  const { purpose, slaPercent, governance, quorum, noticeDays, state, viewer, createdAt, activatedAt } = alliance;
  const mayChange = state === 'proposed' && viewer?.membership?.founder;
  const facts: Fact[] = [
    [
      'Purpose',
      <span key="purpose" className="whitespace-pre-line">
        {purpose}
      </span>,
    ],
    // Of an active one it stands above, beside what was measured.
    ...(state === 'active' ? [] : ([['Uptime promise', `${slaPercent} % of each month`]] satisfies Fact[])),
    ['Rule for votes', governanceWords[governance]],
    ['Active from', `${quorum} members`],
    ['Notice', dayWords(noticeDays)],
    ['Proposed', <TimeText key="proposed" at={createdAt} />],
    ['Activated', activatedAt ? <TimeText key="activated" at={activatedAt} /> : 'not yet'],
  ];
  return (
    <Card title="Terms" actions={mayChange && <Button onClick={onChange}>Change</Button>}>
      <div className="grid gap-3">
        <KeyValues facts={facts} />
        {state === 'active' && (
          <p className="text-small text-text-2">The members vote on every change: ask for one under Votes.</p>
        )}
      </div>
    </Card>
  );
}

function PlaceCard({ alliance, onLeave }: { alliance: AllianceDetail; onLeave: () => void }) {
  const own = alliance.viewer?.membership;
  if (!own) return null;
  const facts: Fact[] = [
    ['Public name', own.name],
    [
      'State',
      <StatusBadge
        key="state"
        status={memberStatus[own.state]}
        reason={own.founder && own.state === 'member' ? 'founder' : undefined}
      />,
    ],
    ['Voting weight', String(own.weight)],
    ['Joined', own.joinedAt ? <TimeText key="joined" at={own.joinedAt} /> : '–'],
    ...(own.endsAt ? ([['Ends', <TimeText key="ends" at={own.endsAt} />]] satisfies Fact[]) : []),
  ];
  return (
    <Card title="Your place" actions={own.state === 'member' && <Button onClick={onLeave}>Leave</Button>}>
      <KeyValues facts={facts} />
    </Card>
  );
}

function CapacityCard({ alliance: { capacity } }: { alliance: AllianceDetail }) {
  const { total, free, gpus, ipv4Free } = capacity;
  return (
    <Card title="Capacity offered now">
      <KeyValues
        facts={[
          ['Cores', `${total.cpu}, shared`],
          ['Memory', `${memoryWords(free.memoryMb)} free of ${memoryWords(total.memoryMb)}`],
          ['SSD', `${diskWords(free.ssdGb)} free of ${diskWords(total.ssdGb)}`],
          ['HDD', total.hddGb > 0 ? `${diskWords(free.hddGb)} free of ${diskWords(total.hddGb)}` : 'none'],
          ['GPU', gpus > 0 ? String(gpus) : 'none'],
          ['Public IPv4', ipv4Free > 0 ? `${ipv4Free} free in its farms` : 'none free'],
        ]}
      />
    </Card>
  );
}

function Leave({ alliance, onClose }: { alliance: AllianceDetail; onClose: () => void }) {
  const navigate = useNavigate();
  const { id, name, state, noticeDays, viewer } = alliance;
  const ends = state === 'proposed' && viewer?.membership?.founder;
  return (
    <ConfirmAct
      title={ends ? `Give up ${name}` : `Leave ${name}`}
      verb={ends ? 'Give it up' : 'Leave'}
      danger
      act={() => api('leaveAlliance', { params: { id } })}
      onDone={() => {
        void refreshAlliance();
        if (state === 'proposed') void navigate({ to: '/provider/alliances' });
      }}
      onClose={onClose}
    >
      {ends && <p>You founded it: the proposal ends for everybody who joined.</p>}
      {!ends && state === 'proposed' && <p>You leave at once, and your nodes with you.</p>}
      {state !== 'proposed' && (
        <p>
          {`Your membership and your nodes end after a notice of ${dayWords(noticeDays)}. Until then you share as before, but you do not vote any more. What runs on your nodes goes on.`}
        </p>
      )}
    </ConfirmAct>
  );
}
