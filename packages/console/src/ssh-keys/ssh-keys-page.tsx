import type { SshKey } from '@marketplace/contract';
import { lazy, Suspense, useState } from 'react';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { ActionMenu } from '../ui/action-menu.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Empty } from '../ui/empty.tsx';
import { Page } from '../ui/page.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton, SkeletonRows } from '../ui/skeleton.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { useFreshKey } from './fresh-key.ts';
import { PrivateKeyOnce } from './private-key-once.tsx';
import { RemoveKey } from './remove-key.tsx';
import { useSshKeys } from './use-ssh-keys.ts';

const AddKey = lazy(() => import('./add-key.tsx').then((module) => ({ default: module.AddKey })));

const columns: Column[] = [
  { name: 'Name' },
  { name: 'Fingerprint' },
  { name: 'Added' },
  { name: <span className="sr-only">Actions</span>, numeric: true },
];

export function SshKeysPage() {
  const keys = useSshKeys();
  const fresh = useFreshKey();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<SshKey>();
  const add = (
    <Button kind="primary" onClick={() => setAdding(true)}>
      Add a key
    </Button>
  );
  const items = keys.data?.items;
  return (
    <Page title="SSH keys" actions={items && items.length > 0 ? add : undefined}>
      <ProblemNotice error={keys.error} retry={() => void keys.refetch()} />
      {fresh && <PrivateKeyOnce fresh={fresh} />}
      <Card flush>
        {keys.isPending && <SkeletonRows rows={3} label="Loading your keys" />}
        {items?.length === 0 && (
          <Empty title="No key is stored yet" action={add}>
            Your servers accept the keys that are stored here, and nobody else's. Paste a public key, or have a pair
            made in this browser.
          </Empty>
        )}
        {items && items.length > 0 && <KeyTable items={items} onRemove={setRemoving} />}
      </Card>
      <SidePanel title="Add a key" open={adding} onClose={() => setAdding(false)}>
        <Suspense fallback={<Skeleton className="h-72 w-full" />}>
          <AddKey onDone={() => setAdding(false)} />
        </Suspense>
      </SidePanel>
      {removing && <RemoveKey sshKey={removing} onClose={() => setRemoving(undefined)} />}
    </Page>
  );
}

function KeyTable({ items, onRemove }: { items: SshKey[]; onRemove: (key: SshKey) => void }) {
  const menu = (key: SshKey) => (
    <ActionMenu
      label={`Actions for ${key.name}`}
      trigger="⋯"
      actions={[{ name: 'Remove', act: () => onRemove(key), danger: true }]}
    />
  );
  return (
    <Table
      caption="Stored public keys"
      columns={columns}
      narrow={items.map((key) => (
        <NarrowRow
          key={key.id}
          first={key.name}
          amount={menu(key)}
          second={<code className="block truncate font-mono text-mono">{key.fingerprint}</code>}
          age={<TimeText at={key.createdAt} style="ago" />}
        />
      ))}
    >
      {items.map((key) => (
        <Row key={key.id}>
          <Cell head>{key.name}</Cell>
          <Cell>
            <span className="flex items-center gap-1">
              <code className="font-mono text-mono">{key.fingerprint}</code>
              <CopyButton compact what={`public key ${key.name}`} text={key.publicKey} />
            </span>
          </Cell>
          <Cell>
            <TimeText at={key.createdAt} style="ago" />
          </Cell>
          <Cell numeric>{menu(key)}</Cell>
        </Row>
      ))}
    </Table>
  );
}
