import type { LegalKind } from '@marketplace/contract';
import { legalKinds } from '@marketplace/contract/legal-kinds';
import { Link, useSearch } from '@tanstack/react-router';
import { useConfig } from '../api/use-config.ts';
import { Card } from '../ui/card.tsx';
import { Cell, type Column, NarrowRow, Row, Table } from '../ui/table.tsx';
import { LegalEditor } from './legal-editor.tsx';
import { legalNames } from './legal-names.ts';

const columns: Column[] = [
  { name: 'Text' },
  { name: 'Version in force', numeric: true },
  { name: <span className="sr-only">Actions</span>, numeric: true },
];

/** The texts that people agree to; a change is a new version. */
export function LegalTab() {
  const { text } = useSearch({ from: '/console/operator/settings/legal' });
  const versions = useConfig().data?.legal;
  return (
    <div className="grid max-w-[760px] gap-4">
      <Card flush title="Legal texts">
        <Table
          caption="Legal texts"
          columns={columns}
          narrow={legalKinds.map((kind) => (
            <NarrowRow
              key={kind}
              first={<Read kind={kind} />}
              second={`Version ${versions?.[kind] ?? '–'}`}
              age={<Edit kind={kind} />}
            />
          ))}
        >
          {legalKinds.map((kind) => (
            <Row key={kind} selected={kind === text}>
              <Cell head>
                <Read kind={kind} />
              </Cell>
              <Cell numeric>{versions?.[kind] ?? '–'}</Cell>
              <Cell numeric>
                <Edit kind={kind} />
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
      {text && <LegalEditor key={text} kind={text} />}
    </div>
  );
}

function Read({ kind }: { kind: LegalKind }) {
  return (
    <Link to="/legal/$kind" params={{ kind }} className="link">
      {legalNames[kind]}
    </Link>
  );
}

function Edit({ kind }: { kind: LegalKind }) {
  return (
    <Link
      to="/operator/settings/legal"
      search={{ text: kind }}
      className="link"
      aria-label={`New version of ${legalNames[kind]}`}
    >
      New version
    </Link>
  );
}
