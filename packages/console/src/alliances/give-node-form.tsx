import type { AllianceDetail, NewAllianceNode, ProviderNode } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { useApi } from '../api/query.ts';
import { nodePlace } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { fieldProblem } from '../problems/problem-text.ts';
import { AppChoice } from '../provider/app-choice.tsx';
import { Button } from '../ui/button.tsx';
import { ChoiceCard, ChoiceGroup } from '../ui/choice.tsx';
import { Empty } from '../ui/empty.tsx';
import { InstantField } from '../ui/instant-field.tsx';
import { Select } from '../ui/select.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { useTimeZone } from '../ui/time-text.tsx';
import { dayWords } from './alliance-words.ts';
import { refreshAlliance } from './use-alliance.ts';

/** Which own node, whole or for single apps, and for how long. */
export function GiveNodeForm({ alliance, onDone }: { alliance: AllianceDetail; onDone: () => void }) {
  const nodes = useApi('listProviderNodes', { query: { limit: 100 } });
  const items = nodes.data?.items;
  if (nodes.error) return <ProblemNotice error={nodes.error} retry={() => void nodes.refetch()} />;
  if (!items) return <Skeleton className="m-4 h-64" />;
  if (items.length === 0)
    return (
      <Empty
        title="You have no node here yet"
        action={
          <Link to="/provider/apply" className="link">
            Add nodes
          </Link>
        }
      >
        A node is given by the provider who brought it to this marketplace.
      </Empty>
    );
  return <NodeFields alliance={alliance} nodes={items} onDone={onDone} />;
}

interface NodeFieldsProps {
  alliance: AllianceDetail;
  nodes: readonly ProviderNode[];
  onDone: () => void;
}

function NodeFields({ alliance, nodes, onDone }: NodeFieldsProps) {
  const timeZone = useTimeZone() ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [nodeId, setNodeId] = useState(String(nodes[0]?.node.id ?? ''));
  const [exclusive, setExclusive] = useState(true);
  const [left, setLeft] = useState<string[]>([]);
  const [untilAt, setUntilAt] = useState<string | null>(null);
  const catalog = useApi('listApps', undefined, { staleTime: 60_000 }).data?.items ?? [];
  const chosen = nodes.find(({ node }) => String(node.id) === nodeId);
  const taken = catalog.filter(({ id }) => chosen?.apps.includes(id));
  // Whole nodes are given with all that they take.
  const apps = (chosen?.apps ?? []).filter((id) => exclusive || !left.includes(id));
  const give = useGive(alliance.id, onDone);
  const problem = give.error?.problem;
  return (
    <form
      className="grid gap-4 p-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (apps.length > 0) give.mutate({ nodeId: Number(nodeId), exclusive, apps, untilAt });
      }}
    >
      <Select
        label="Node"
        value={nodeId}
        options={nodes.map(({ node }) => ({ id: String(node.id), name: `Node ${node.id}`, aside: nodePlace(node) }))}
        onChange={setNodeId}
      />
      {fieldProblem(problem, 'nodeId') && <p className="text-small text-bad">It {fieldProblem(problem, 'nodeId')}.</p>}
      <ChoiceGroup legend="How">
        <ChoiceCard name="share" label="The whole node" checked={exclusive} onChange={() => setExclusive(true)}>
          It is in no other alliance meanwhile.
        </ChoiceCard>
        <ChoiceCard name="share" label="Single apps" checked={!exclusive} onChange={() => setExclusive(false)}>
          Other apps on it may belong to other alliances.
        </ChoiceCard>
      </ChoiceGroup>
      {!exclusive && (
        <AppChoice
          catalog={taken}
          chosen={apps}
          onChange={(ids) => setLeft(taken.map(({ id }) => id).filter((id) => !ids.includes(id)))}
        />
      )}
      <InstantField
        label="Until (empty: without an end)"
        timeZone={timeZone}
        value={untilAt}
        onChange={setUntilAt}
        error={fieldProblem(problem, 'untilAt')}
      />
      <p className="text-small text-text-2">
        {alliance.state === 'proposed'
          ? 'It counts from the activation of the alliance. Until then you may withdraw it at once.'
          : `It counts from now. You may withdraw it with a notice of ${dayWords(alliance.noticeDays)}.`}
      </p>
      <ProblemNotice error={give.error} />
      <Button
        type="submit"
        kind="primary"
        busy={give.isPending}
        disabledReason={apps.length > 0 ? undefined : 'Choose at least one app.'}
        className="justify-self-start"
      >
        Give it
      </Button>
    </form>
  );
}

function useGive(id: string, onDone: () => void) {
  const [idempotencyKey, setKey] = useState(() => crypto.randomUUID());
  return useMutation<unknown, ApiError, NewAllianceNode>({
    mutationFn: (body) => api('giveAllianceNode', { params: { id }, body, idempotencyKey }),
    onSuccess: async () => {
      await refreshAlliance();
      onDone();
    },
    onError: () => setKey(crypto.randomUUID()),
  });
}
