import type { AllianceMember } from '@marketplace/contract';
import EllipsisVertical from 'lucide-react/icons/ellipsis-vertical';
import { useState } from 'react';
import { downloadCsv } from '../api/download-csv.ts';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
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
import { countWords, memberStatus } from './alliance-words.ts';
import { InvitationList } from './invitation-list.tsx';
import { InviteForm } from './invite-form.tsx';
import { useOwnAlliance } from './use-alliance.ts';
import { VoteForm } from './vote-form.tsx';

const PAGE_SIZE = 50;

/** Who belongs to it with their dates, and who was invited. */
export function MembersTab() {
  const alliance = useOwnAlliance();
  const [show, setShow] = useState<'present' | 'past'>('present');
  const [inviting, setInviting] = useState(false);
  const [expelled, setExpelled] = useState<AllianceMember>();
  const input = { params: { id: alliance.id }, query: { state: show } };
  const pages = usePages(input);
  const list = useApi(
    'listAllianceMembers',
    { ...input, query: { ...input.query, limit: PAGE_SIZE, cursor: pages.cursor } },
    { placeholderData: (old) => old, refetchInterval: 20_000 },
  );
  const own = alliance.viewer?.membership;
  const working = alliance.state === 'proposed' || alliance.state === 'active';
  const mayInvite = working && own?.state === 'member';
  const items = list.data?.items;
  const expellable = own?.mayVote ? (member: AllianceMember) => isInside(member) && !member.you : () => false;
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
              { id: 'present', name: 'Present' },
              { id: 'past', name: 'Earlier' },
            ]}
            onChange={(id) => setShow(id === 'past' ? 'past' : 'present')}
          />
          <div className="flex flex-wrap items-center gap-2">
            <ExportCsv save={() => downloadCsv('listAllianceMembers', input.query, 'alliance-members', input.params)} />
            {mayInvite && (
              <Button kind="primary" onClick={() => setInviting(true)}>
                Invite
              </Button>
            )}
          </div>
        </div>
        {list.isPending && <SkeletonRows rows={3} label="Loading the members" />}
        {items?.length === 0 && (
          <Empty title="Nobody left yet">Whoever leaves, is expelled or was not taken in stands here.</Empty>
        )}
        {items && items.length > 0 && (
          <MemberTable items={items} expellable={expellable} onExpel={(member) => setExpelled(member)} />
        )}
        {list.data && (
          <Pager pages={pages} nextCursor={list.data.nextCursor} shown={list.data.items.length} pageSize={PAGE_SIZE} />
        )}
      </Card>
      <InvitationList alliance={alliance} mayWithdraw={mayInvite} />
      <SidePanel title={`Invite to ${alliance.name}`} open={inviting} onClose={() => setInviting(false)}>
        <InviteForm alliance={alliance} onDone={() => setInviting(false)} />
      </SidePanel>
      <SidePanel
        title={`Expel ${expelled?.name ?? ''}`}
        open={expelled !== undefined}
        onClose={() => setExpelled(undefined)}
      >
        {expelled && (
          <VoteForm
            alliance={alliance}
            ask={{ kind: 'expel', member: expelled }}
            onDone={() => setExpelled(undefined)}
          />
        )}
      </SidePanel>
    </>
  );
}

const isInside = ({ state }: AllianceMember) => state === 'member' || state === 'leaving';

const columns: Column[] = [
  { name: 'Name' },
  { name: 'State' },
  { name: 'Weight', numeric: true },
  { name: 'Nodes', numeric: true },
  { name: 'Joined' },
  { name: 'Ends' },
  { name: <span className="sr-only">Actions</span> },
];

interface MemberTableProps {
  items: AllianceMember[];
  expellable: (member: AllianceMember) => boolean;
  onExpel: (member: AllianceMember) => void;
}

function MemberTable({ items, expellable, onExpel }: MemberTableProps) {
  const menu = (member: AllianceMember) =>
    expellable(member) && (
      <ActionMenu
        label={`Actions for ${member.name}`}
        trigger={<EllipsisVertical className="size-4" strokeWidth={1.75} />}
        actions={[{ name: 'Ask to expel', act: () => onExpel(member), danger: true }]}
      />
    );
  return (
    <Table
      caption="Members, by who came first"
      columns={columns}
      narrow={items.map((member) => (
        <NarrowRow
          key={member.id}
          first={<Name member={member} />}
          amount={menu(member)}
          second={
            <StatusBadge
              status={memberStatus[member.state]}
              reason={member.endsAt && <Ends member={member} prefix="until " />}
            />
          }
          age={`weight ${member.weight}, ${countWords(member.nodes, 'node')}`}
        />
      ))}
    >
      {items.map((member) => (
        <Row key={member.id}>
          <Cell head>
            <Name member={member} />
          </Cell>
          <Cell>
            <StatusBadge status={memberStatus[member.state]} />
          </Cell>
          <Cell numeric>{member.weight}</Cell>
          <Cell numeric>{member.nodes}</Cell>
          <Cell className="text-text-2">{member.joinedAt ? <TimeText at={member.joinedAt} /> : '–'}</Cell>
          <Cell className="text-text-2">
            <Ends member={member} /> {!member.endsAt && '–'}
          </Cell>
          <Cell className="w-12 text-end">{menu(member)}</Cell>
        </Row>
      ))}
    </Table>
  );
}

function Name({ member: { name, you, founder } }: { member: AllianceMember }) {
  const asides = [you && 'you', founder && 'founder'].filter(Boolean).join(', ');
  return (
    <>
      {name}
      {asides && <span className="font-normal text-text-2"> ({asides})</span>}
    </>
  );
}

function Ends({ member: { endsAt }, prefix = '' }: { member: AllianceMember; prefix?: string }) {
  if (!endsAt) return null;
  return (
    <>
      {prefix}
      <TimeText at={endsAt} />
    </>
  );
}
