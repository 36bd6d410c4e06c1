import type { AllianceDetail, Node } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { nodePlace, nodeStatus, uptimeWords } from '../nodes/node-words.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { DeadEnd } from '../shell/dead-end.tsx';
import { Banner } from '../ui/banner.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { MoneyText } from '../ui/money-text.tsx';
import { Page } from '../ui/page.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { diskWords, memoryWords } from '../ui/size.ts';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { countWords, kindWords, memberStatus } from './alliance-words.ts';
import { Figures } from './figures.tsx';
import { MemberForm } from './member-form.tsx';
import { useAlliance } from './use-alliance.ts';

const SHOWN = 20;

/** An alliance as everybody sees it: who it is, what it promises and keeps, its nodes and prices. */
export function AlliancePage() {
  const { data: alliance, error, refetch } = useAlliance();
  const [joining, setJoining] = useState(false);
  if (error?.problem.status === 404) return <Missing />;
  if (!alliance)
    return error ? (
      <div className="p-6">
        <ProblemNotice error={error} retry={() => void refetch()} />
      </div>
    ) : (
      <div className="px-4 py-5 md:px-6">
        <Skeleton className="mb-8 h-7 w-56" />
        <SkeletonRows rows={5} label="Loading the alliance" />
      </div>
    );
  return (
    <Page
      title={alliance.name}
      summary={
        <>
          {`${kindWords[alliance.kind]} alliance`}
          {alliance.activatedAt && (
            <>
              {' since '}
              <TimeText at={alliance.activatedAt} style="day" />
            </>
          )}
        </>
      }
      actions={<Acts alliance={alliance} onJoin={() => setJoining(true)} />}
    >
      <ProblemNotice error={error} retry={() => void refetch()} />
      <Standing alliance={alliance} />
      <Figures alliance={alliance} />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <NodesCard alliance={alliance} />
        <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
          <Card title="Purpose">
            <p className="whitespace-pre-line text-text-2">{alliance.purpose}</p>
          </Card>
          <MembersCard alliance={alliance} />
        </div>
      </div>
      <SidePanel title={`Join ${alliance.name}`} open={joining} onClose={() => setJoining(false)}>
        <MemberForm alliance={alliance} act="ask" needsVote onDone={() => setJoining(false)} />
      </SidePanel>
    </Page>
  );
}

function Acts({ alliance, onJoin }: { alliance: AllianceDetail; onJoin: () => void }) {
  const { slug, viewer, id, nodes } = alliance;
  return (
    <>
      {viewer?.inside && (
        <Link to="/provider/alliances/$slug" params={{ slug }} className={buttonClass()}>
          Members' area
        </Link>
      )}
      {viewer?.invited && (
        <Link to="/provider/alliances" className={buttonClass()}>
          Answer your invitation
        </Link>
      )}
      {viewer?.mayJoin && <Button onClick={onJoin}>Ask to join</Button>}
      {nodes.offerable > 0 && (
        <Link to="/nodes" search={{ allianceId: id }} className={buttonClass({ kind: 'primary' })}>
          Choose a node
        </Link>
      )}
    </>
  );
}

function Standing({ alliance: { state, endsAt, viewer } }: { alliance: AllianceDetail }) {
  const own = viewer?.membership;
  if (state === 'winding_down' && endsAt)
    return (
      <Banner family="warn" title="This alliance is winding down">
        It ends on <TimeText at={endsAt} />. Nothing new is offered under its name.
      </Banner>
    );
  if (state === 'proposed')
    return (
      <Banner family="off" title="Not active yet">
        Only members and invited people see this page.
      </Banner>
    );
  if (own?.state === 'requested' || own?.state === 'declined')
    return (
      <Banner family="off" title={memberStatus[own.state].word}>
        {own.state === 'requested'
          ? 'The members are voting on whether you join. You are told what became of it.'
          : 'The members did not take you in. You may ask again.'}
      </Banner>
    );
  return null;
}

function MembersCard({ alliance: { members } }: { alliance: AllianceDetail }) {
  return (
    <Card title="Members">
      <ul className="grid gap-2">
        {members.map(({ name, nodes, since }) => (
          <li key={`${name} ${since}`} className="flex flex-wrap items-baseline justify-between gap-x-4">
            <span className="min-w-0 break-words font-medium">{name}</span>
            <span className="text-small text-text-2">
              {`${countWords(nodes, 'node')}, since `}
              <TimeText at={since} style="day" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

const columns: Column[] = [
  { name: 'Node' },
  { name: 'Status' },
  { name: 'Memory free', numeric: true, wideOnly: true },
  { name: 'SSD free', numeric: true, wideOnly: true },
  { name: 'Uptime', numeric: true },
  { name: 'From / month', numeric: true },
];

function NodesCard({ alliance: { id, nodes: counts } }: { alliance: AllianceDetail }) {
  const list = useApi(
    'listNodes',
    { query: { allianceId: id, limit: SHOWN } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const items = list.data?.items;
  return (
    <Card
      flush
      title="Nodes"
      actions={
        counts.given > 0 && (
          <Link to="/nodes" search={{ allianceId: id }} className="link">
            On the map
          </Link>
        )
      }
    >
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      {list.isPending && <SkeletonRows rows={4} label="Loading the nodes" />}
      {items?.length === 0 && (
        <Empty
          title="No node is offered now"
          action={
            <Link to="/nodes" className="link">
              See all nodes
            </Link>
          }
        >
          Its members give nodes for a time; at present there is none.
        </Empty>
      )}
      {items && items.length > 0 && <NodeTable items={items} />}
      {list.data && list.data.total > SHOWN && (
        <p className="border-t border-line px-4 py-3 text-small text-text-2">
          {`The cheapest ${SHOWN} of ${list.data.total}. `}
          <Link to="/nodes" search={{ allianceId: id }} className="link">
            See all of them
          </Link>
        </p>
      )}
    </Card>
  );
}

function NodeTable({ items }: { items: Node[] }) {
  const price = (node: Node) => (node.monthlyFrom ? <MoneyText money={node.monthlyFrom} /> : '–');
  return (
    <Table
      caption="Nodes of the alliance, the cheapest first"
      columns={columns}
      narrow={items.map((node) => (
        <NarrowRow
          key={node.id}
          first={<NodeLink node={node} />}
          amount={node.monthlyFrom ? <MoneyText money={node.monthlyFrom} per="month" /> : '–'}
          second={<StatusBadge status={nodeStatus(node.status)} />}
          age={`${memoryWords(node.free.memoryMb)} free`}
        />
      ))}
    >
      {items.map((node) => (
        <Row key={node.id}>
          <Cell head>
            <NodeLink node={node} />
          </Cell>
          <Cell>
            <StatusBadge status={nodeStatus(node.status)} />
          </Cell>
          <Cell numeric wideOnly>
            {memoryWords(node.free.memoryMb)}
          </Cell>
          <Cell numeric wideOnly>
            {diskWords(node.free.ssdGb)}
          </Cell>
          <Cell numeric>{uptimeWords(node.uptimePercent)}</Cell>
          <Cell numeric>{price(node)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function NodeLink({ node }: { node: Node }) {
  return (
    <>
      <Link to="/nodes" search={{ node: node.id }} className="link">
        {node.id}
      </Link>
      <span className="font-normal text-text-2"> {nodePlace(node)}</span>
    </>
  );
}

function Missing() {
  return (
    <DeadEnd
      title="There is no such alliance"
      actions={
        <Link to="/alliances" className={buttonClass({ kind: 'primary' })}>
          All alliances
        </Link>
      }
    >
      <p>It does not exist, or it is seen by its members only.</p>
    </DeadEnd>
  );
}
