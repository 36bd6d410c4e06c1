import type { AllianceDetail, AllianceNode } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useRole } from '../session/use-profile.ts';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { ExportCsv } from '../ui/export-csv.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { Select } from '../ui/select.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { contributionStatus, dayWords } from './alliance-words.ts';
import { ConfirmAct } from './confirm-act.tsx';
import { GiveNodeForm } from './give-node-form.tsx';
import { useOwnAlliance } from './use-alliance.ts';

const PAGE_SIZE = 50;

/** Nodes that members gave, with their terms. */
export function NodesTab() {
  const alliance = useOwnAlliance();
  const [show, setShow] = useState<'present' | 'ended'>('present');
  const [giving, setGiving] = useState(false);
  const [withdrawn, setWithdrawn] = useState<AllianceNode>();
  const params = { id: alliance.id };
  const query = { state: show };
  const pages = usePages(query);
  const list = useApi(
    'listAllianceNodes',
    { params, query: { ...query, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const isProvider = useRole('cloud-provider') ?? false;
  const working = alliance.state === 'proposed' || alliance.state === 'active';
  const mayGive = working && isProvider && alliance.viewer?.membership?.state === 'member';
  const items = list.data?.items;
  return (
    <>
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        <div className="flex flex-wrap items-center justify-between gap-3 p-4">
          <Select
            label="Show"
            hideLabel
            className="w-44"
            value={show}
            options={[
              { id: 'present', name: 'Now and to come' },
              { id: 'ended', name: 'Ended' },
            ]}
            onChange={(id) => setShow(id === 'ended' ? 'ended' : 'present')}
          />
          <div className="flex flex-wrap items-center gap-2">
            <ExportCsv save={() => downloadCsv('listAllianceNodes', query, 'alliance-nodes', params)} />
            {mayGive && (
              <Button kind="primary" onClick={() => setGiving(true)}>
                Give a node
              </Button>
            )}
          </div>
        </div>
        {list.isPending && <SkeletonRows rows={3} label="Loading the nodes" />}
        {items?.length === 0 && (
          <Empty title={show === 'present' ? 'No node was given yet' : 'No node has ended yet'}>
            {alliance.state === 'proposed'
              ? 'What members give now counts from the day on which the alliance is activated.'
              : 'Members give nodes for a time, whole or for single apps, and withdraw them with notice.'}
          </Empty>
        )}
        {items && items.length > 0 && <NodeTable items={items} onWithdraw={setWithdrawn} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <SidePanel title={`Give a node to ${alliance.name}`} open={giving} onClose={() => setGiving(false)}>
        <GiveNodeForm alliance={alliance} onDone={() => setGiving(false)} />
      </SidePanel>
      {withdrawn && <Withdraw alliance={alliance} node={withdrawn} onClose={() => setWithdrawn(undefined)} />}
    </>
  );
}

const columns: Column[] = [
  { name: 'Node' },
  { name: 'Member' },
  { name: 'State' },
  { name: 'Given' },
  { name: 'From', wideOnly: true },
  { name: 'Until' },
  { name: 'Uptime', numeric: true, wideOnly: true },
  { name: <span className="sr-only">Actions</span> },
];

interface NodeTableProps {
  items: AllianceNode[];
  onWithdraw: (node: AllianceNode) => void;
}

function NodeTable({ items, onWithdraw }: NodeTableProps) {
  const menu = (node: AllianceNode) =>
    node.mine &&
    (node.state === 'given' || node.state === 'scheduled') && (
      <ActionMenu
        label={`Actions for node ${node.nodeId}`}
        trigger={<EllipsisVertical className="size-4" strokeWidth={1.75} />}
        actions={[{ name: 'Withdraw', act: () => onWithdraw(node), danger: true }]}
      />
    );
  return (
    <Table
      caption="Nodes of the alliance, the latest first"
      columns={columns}
      narrow={items.map((node) => (
        <NarrowRow
          key={node.id}
          first={<NodeLink node={node} />}
          amount={menu(node)}
          second={<StatusBadge status={contributionStatus[node.state]} reason={node.memberName} />}
          age={<Until node={node} />}
        />
      ))}
    >
      {items.map((node) => (
        <Row key={node.id}>
          <Cell head>
            <NodeLink node={node} />
          </Cell>
          <Cell>
            {node.memberName}
            {node.mine && <span className="text-text-2"> (you)</span>}
          </Cell>
          <Cell>
            <StatusBadge status={contributionStatus[node.state]} />
          </Cell>
          <Cell className="text-text-2">{node.exclusive ? 'whole node' : node.apps.join(', ')}</Cell>
          <Cell wideOnly className="text-text-2">
            <TimeText at={node.fromAt} />
          </Cell>
          <Cell className="text-text-2">
            <Until node={node} />
          </Cell>
          <Cell numeric wideOnly>
            {uptimeWords(node.uptimePercent)}
          </Cell>
          <Cell className="w-12 text-end">{menu(node)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function NodeLink({ node: { nodeId, place } }: { node: AllianceNode }) {
  return (
    <>
      <Link to="/nodes" search={{ node: nodeId }} className="link">
        {nodeId}
      </Link>
      {place && <span className="font-normal text-text-2"> {place}</span>}
    </>
  );
}

const Until = ({ node: { endsAt } }: { node: AllianceNode }) => (endsAt ? <TimeText at={endsAt} /> : 'no end');

function Withdraw({ alliance, node, onClose }: { alliance: AllianceDetail; node: AllianceNode; onClose: () => void }) {
  const atOnce = alliance.state === 'proposed' || node.state === 'scheduled';
  return (
    <ConfirmAct
      title={`Withdraw node ${node.nodeId}`}
      verb="Withdraw"
      danger
      act={() => api('withdrawAllianceNode', { params: { id: alliance.id, contributionId: node.id } })}
      onClose={onClose}
    >
      <p>
        {atOnce
          ? 'It is withdrawn at once: nothing runs under these terms yet.'
          : `It is no longer offered under the alliance's name. What runs on it keeps its terms for the notice of ${dayWords(alliance.noticeDays)}.`}
      </p>
    </ConfirmAct>
  );
}
