import type { AllianceDetail, AllianceInvitation } from '@marketplace/contract';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { invitationWords } from './alliance-words.ts';
import { ConfirmAct } from './confirm-act.tsx';

const PAGE_SIZE = 20;

/** Invitations with what became of them; nothing while there was none. */
export function InvitationList({ alliance, mayWithdraw }: { alliance: AllianceDetail; mayWithdraw: boolean }) {
  const params = { id: alliance.id };
  const pages = usePages('invitations');
  const { data, error, refetch } = useApi(
    'listAllianceInvitations',
    { params, query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const [withdrawn, setWithdrawn] = useState<AllianceInvitation>();
  if (error) return <ProblemNotice error={error} retry={() => void refetch()} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Card flush title="Invitations">
      <ul>
        {data.items.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t border-line px-4 py-2"
          >
            <div className="min-w-0">
              <p className="break-all">{invitation.to}</p>
              <p className="text-small text-text-2">
                {`${invitationWords[invitation.state]} · by ${invitation.invitedBy} · `}
                <When invitation={invitation} />
              </p>
            </div>
            {mayWithdraw && invitation.state === 'open' && (
              <Button small onClick={() => setWithdrawn(invitation)}>
                Take back
                <span className="sr-only"> the invitation to {invitation.to}</span>
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Pager pages={pages} nextCursor={data.nextCursor} shown={data.items.length} pageSize={PAGE_SIZE} />
      {withdrawn && (
        <ConfirmAct
          title={`Take back the invitation to ${withdrawn.to}`}
          verb="Take it back"
          act={() => api('withdrawInvitation', { params: { ...params, invitationId: withdrawn.id } })}
          onClose={() => setWithdrawn(undefined)}
        >
          <p>It can no longer be accepted. You may invite them again.</p>
        </ConfirmAct>
      )}
    </Card>
  );
}

function When({ invitation: { state, expiresAt, decidedAt } }: { invitation: AllianceInvitation }) {
  if (state === 'open')
    return (
      <>
        until <TimeText at={expiresAt} />
      </>
    );
  return decidedAt && <TimeText at={decidedAt} style="ago" />;
}
