import type { OwnInvitation } from '@marketplace/contract';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { kindWords } from './alliance-words.ts';
import { ConfirmAct } from './confirm-act.tsx';
import { MemberForm } from './member-form.tsx';

type Open = { act: 'accept' | 'decline'; invitation: OwnInvitation };

/** Invitations to the person's e-mail or account; nothing while there are none. */
export function Invitations({ mayAccept }: { mayAccept: boolean }) {
  const { data, error, refetch } = useApi('listOwnInvitations', undefined, { refetchInterval: 20_000 });
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  return (
    <>
      <ProblemNotice error={error} retry={() => void refetch()} />
      {data?.items.map((invitation) => (
        <Card
          key={invitation.id}
          title={`${invitation.invitedBy} invites you to ${invitation.alliance.name}`}
          actions={
            <>
              <Button onClick={() => setOpen({ act: 'decline', invitation })}>Decline</Button>
              <Button
                onClick={() => setOpen({ act: 'accept', invitation })}
                disabledReason={mayAccept ? undefined : 'Members are providers or operators: offer nodes first.'}
              >
                Accept
              </Button>
            </>
          }
        >
          <div className="grid max-w-prose gap-1">
            {invitation.message && <p>“{invitation.message}”</p>}
            <p className="text-text-2">{invitation.alliance.purpose}</p>
            <p className="text-small text-text-2">
              {`${kindWords[invitation.alliance.kind]} · promises ${invitation.alliance.slaPercent} % uptime a month · voting weight ${invitation.weight} · open until `}
              <TimeText at={invitation.expiresAt} />
            </p>
          </div>
        </Card>
      ))}
      <SidePanel title={`Join ${open?.invitation.alliance.name ?? ''}`} open={open?.act === 'accept'} onClose={close}>
        {open && (
          <MemberForm
            alliance={open.invitation.alliance}
            act="accept"
            needsVote={open.invitation.needsVote}
            onDone={close}
          />
        )}
      </SidePanel>
      {open?.act === 'decline' && (
        <ConfirmAct
          title={`Decline the invitation to ${open.invitation.alliance.name}`}
          verb="Decline"
          act={() => api('declineInvitation', { params: { id: open.invitation.alliance.id } })}
          onClose={close}
        >
          <p>Its members see that it was declined. They may invite you again.</p>
        </ConfirmAct>
      )}
    </>
  );
}
