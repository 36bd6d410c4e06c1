import type { OwnAlliance } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useProfile } from '../session/use-profile.ts';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { Pager, usePages } from '../ui/pager.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { StatusBadge } from '../ui/status-badge.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { allianceStatus, countWords, kindWords, memberStatus } from './alliance-words.ts';
import { Invitations } from './invitations.tsx';

const PAGE_SIZE = 50;

/** Invitations that wait, then the alliances to which one belongs or belonged. */
export function OwnAlliancesPage() {
  const pages = usePages('own');
  const list = useApi(
    'listOwnAlliances',
    { query: { limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const roles = useProfile().data?.roles;
  const mayFound = roles?.some((role) => role !== 'cloud-user') ?? false;
  const items = list.data?.items;
  return (
    <Page
      title="Your alliances"
      actions={
        <>
          <Link to="/alliances" className={buttonClass()}>
            All alliances
          </Link>
          {mayFound && (
            <Link to="/provider/alliances/new" className={buttonClass({ kind: 'primary' })}>
              Propose an alliance
            </Link>
          )}
        </>
      }
    >
      {roles && !mayFound && (
        <Banner
          family="off"
          title="Members of alliances are providers or operators"
          actions={
            <Link to="/provider/apply" className={buttonClass({ kind: 'primary' })}>
              Offer nodes
            </Link>
          }
        >
          You may accept an invitation once your request to offer nodes is approved.
        </Banner>
      )}
      <Invitations mayAccept={mayFound} />
      <ProblemNotice error={list.error} retry={() => void list.refetch()} />
      <Card flush>
        {list.isPending && <SkeletonRows rows={3} label="Loading your alliances" />}
        {items?.length === 0 && (
          <Empty title="You belong to no alliance yet">
            In an alliance providers and operators offer their nodes under one name, with one promise of uptime, and
            decide together. Propose one, or ask an existing one to take you in.
          </Empty>
        )}
        {items && items.length > 0 && <OwnTable items={items} />}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
    </Page>
  );
}

const columns: Column[] = [
  { name: 'Alliance' },
  { name: 'Kind', wideOnly: true },
  { name: 'State' },
  { name: 'You' },
  { name: 'Members', numeric: true },
  { name: 'Nodes', numeric: true },
  { name: 'Since', wideOnly: true },
];

function OwnTable({ items }: { items: OwnAlliance[] }) {
  return (
    <Table
      caption="Your alliances, the latest first"
      columns={columns}
      narrow={items.map(({ alliance, membership }) => (
        <NarrowRow
          key={alliance.id}
          first={<AllianceLink alliance={alliance} membership={membership} />}
          amount={countWords(alliance.nodes.given, 'node')}
          second={<StatusBadge status={allianceStatus[alliance.state]} reason={memberStatus[membership.state].word} />}
          age={countWords(alliance.memberCount, 'member')}
        />
      ))}
    >
      {items.map(({ alliance, membership }) => (
        <Row key={alliance.id}>
          <Cell head>
            <AllianceLink alliance={alliance} membership={membership} />
          </Cell>
          <Cell wideOnly className="text-text-2">
            {kindWords[alliance.kind]}
          </Cell>
          <Cell>
            <StatusBadge status={allianceStatus[alliance.state]} />
          </Cell>
          <Cell className="text-text-2">
            {membership.founder && membership.state === 'member' ? 'Founder' : memberStatus[membership.state].word}
          </Cell>
          <Cell numeric>{alliance.memberCount}</Cell>
          <Cell numeric>{alliance.nodes.given}</Cell>
          <Cell wideOnly className="text-text-2">
            {membership.joinedAt ? <TimeText at={membership.joinedAt} style="day" /> : '–'}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

/** Members go inside; whoever waits or has left sees what everybody sees. */
function AllianceLink({ alliance: { name, slug, state }, membership }: OwnAlliance) {
  const inside =
    membership.state === 'member' ||
    membership.state === 'leaving' ||
    (state === 'dissolved' && membership.state === 'left');
  if (inside)
    return (
      <Link to="/provider/alliances/$slug" params={{ slug }} className="link">
        {name}
      </Link>
    );
  if (state !== 'active' && state !== 'winding_down') return name;
  return (
    <Link to="/alliances/$slug" params={{ slug }} className="link">
      {name}
    </Link>
  );
}
