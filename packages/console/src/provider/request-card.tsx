import type { ProviderRequest, ProviderRequestDetail } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh, useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { TextArea } from '../ui/field.tsx';
import { type Fact, KeyValues } from '../ui/key-values.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { Messages } from './messages.tsx';
import { nodeListWords } from './node-list.ts';
import { isOpenRequest, requestStatus } from './request-status.ts';

/** The open request: where it stands, what was written about it, and the way back. */
export function OpenRequest({ request }: { request: ProviderRequest }) {
  const [leaving, setLeaving] = useState(false);
  const detail = useApi('getProviderRequest', { params: { id: request.id } }, { refetchInterval: 10_000 });
  const shown = detail.data ?? request;
  return (
    <Card
      title="Your request"
      actions={
        <Button small onClick={() => setLeaving(true)}>
          Withdraw
        </Button>
      }
    >
      <div className="grid gap-4">
        <p>
          <StatusBadge status={requestStatus(shown.status, 'applicant')} />
        </p>
        <KeyValues facts={requestFacts(shown)} />
        <Messages messages={detail.data?.messages ?? []} seenBy="provider" />
        <ProblemNotice error={detail.error} retry={() => void detail.refetch()} />
        <Answer request={shown} />
      </div>
      {leaving && <WithdrawDialog request={shown} onClose={() => setLeaving(false)} />}
    </Card>
  );
}

export function requestFacts(request: ProviderRequest): Fact[] {
  const nodeIds = request.nodes.map(({ nodeId }) => nodeId);
  return [
    ['Asks to offer', nodeListWords(nodeIds)],
    ['Sent', <TimeText key="sent" at={request.createdAt} />],
    [
      'Account',
      <code key="account" className="break-all font-mono text-mono">
        {request.address}
      </code>,
    ],
    ['Service level', `version ${request.slaVersion}, accepted when it was sent`],
    ...(request.comment ? ([['Comment', request.comment]] satisfies Fact[]) : []),
    ...(request.decidedAt ? ([['Decided', <TimeText key="decided" at={request.decidedAt} />]] satisfies Fact[]) : []),
    ...(request.decisionReason ? ([['The operator writes', request.decisionReason]] satisfies Fact[]) : []),
  ];
}

const keep = (request: ProviderRequestDetail) => {
  queryClient.setQueryData(apiKey('getProviderRequest', { params: { id: request.id } }), request);
  void refresh('listProviderRequests');
};

function Answer({ request }: { request: ProviderRequest }) {
  const [text, setText] = useState('');
  const asked = request.status === 'needs_info';
  const send = useMutation<ProviderRequestDetail, ApiError>({
    mutationFn: () =>
      api('sendRequestMessage', {
        params: { id: request.id },
        body: { text: text.trim() },
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: (changed) => {
      keep(changed);
      setText('');
    },
  });
  return (
    <div className="grid max-w-xl gap-3">
      <TextArea
        label={asked ? 'Your answer' : 'Message to the operator'}
        rows={3}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ProblemNotice error={send.error} />
      <Button
        kind={asked ? 'primary' : 'secondary'}
        busy={send.isPending}
        disabledReason={text.trim() === '' ? 'Write something first.' : undefined}
        onClick={() => send.mutate()}
        className="justify-self-start"
      >
        {asked ? 'Send the answer' : 'Send the message'}
      </Button>
    </div>
  );
}

function WithdrawDialog({ request, onClose }: { request: ProviderRequest; onClose: () => void }) {
  const withdraw = useMutation<ProviderRequestDetail, ApiError>({
    mutationFn: () => api('withdrawProviderRequest', { params: { id: request.id } }),
    onSuccess: (changed) => {
      keep(changed);
      onClose();
    },
  });
  return (
    <Dialog
      alert
      open
      title="Withdraw the request"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose} data-first-focus>
            Cancel
          </Button>
          <Button kind="danger" busy={withdraw.isPending} onClick={() => withdraw.mutate()}>
            Withdraw the request
          </Button>
        </>
      }
    >
      <p className="text-text-2">
        It ends without a decision, and its nodes are free to be asked for again. You can send another request at once.
      </p>
      <ProblemNotice error={withdraw.error} />
    </Dialog>
  );
}

/** Requests that have ended, newest first. */
export function EarlierRequests({ requests }: { requests: readonly ProviderRequest[] }) {
  const ended = requests.filter(({ status }) => !isOpenRequest(status));
  if (ended.length === 0) return null;
  return (
    <Card title="Earlier requests">
      <ul className="grid gap-4">
        {ended.map((request) => (
          <li key={request.id} className="grid gap-1">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <StatusBadge status={requestStatus(request.status, 'applicant')} />
              <span className="text-small text-text-2">
                {nodeListWords(request.nodes.map(({ nodeId }) => nodeId))}, sent{' '}
                <TimeText at={request.createdAt} style="day" />
              </span>
            </p>
            {request.decisionReason && <p className="break-words text-text-2">{request.decisionReason}</p>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
