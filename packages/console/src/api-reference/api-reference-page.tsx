import { useQuery } from '@tanstack/react-query';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { type OpenApi, operationsByTag, schemaText } from './openapi.ts';
import { Code, OperationEntry } from './operation-entry.tsx';

const DOCUMENT = '/api/v1/openapi.json';

/** Every operation of the API, read from the document that the API gives about itself. */
export function ApiReferencePage() {
  const document = useQuery({ queryKey: [DOCUMENT], queryFn: loadDocument, staleTime: Number.POSITIVE_INFINITY });
  return (
    <Page
      title="API reference"
      actions={
        <a className="link" href={DOCUMENT}>
          OpenAPI document
        </a>
      }
    >
      <p className="max-w-prose text-text-2">
        Everything that these pages do goes through this API. Amounts are decimal strings with 7 decimals, times are
        UTC, and every problem is <code className="font-mono text-mono">application/problem+json</code> with a code.
      </p>
      {document.error && (
        <Banner
          family="bad"
          title="The document could not be loaded."
          actions={
            <Button small onClick={() => void document.refetch()}>
              Try again
            </Button>
          }
        >
          Nothing was changed.
        </Banner>
      )}
      {document.isPending && (
        <Card flush>
          <SkeletonRows rows={10} label="Loading the reference" />
        </Card>
      )}
      {document.data && <Reference document={document.data} />}
    </Page>
  );
}

function Reference({ document }: { document: OpenApi }) {
  return (
    <>
      {operationsByTag(document).map(([tag, entries]) => (
        <Card flush key={tag} title={tag}>
          {entries.map((entry) => (
            <OperationEntry key={entry.operationId} entry={entry} />
          ))}
        </Card>
      ))}
      <Card title="Shapes">
        <dl className="grid grid-cols-[minmax(0,1fr)] gap-4">
          {Object.entries(document.components.schemas).map(([name, schema]) => (
            <div key={name} id={name}>
              <dt className="font-medium">{name}</dt>
              <dd>
                <Code>{schemaText(schema)}</Code>
              </dd>
            </div>
          ))}
        </dl>
      </Card>
    </>
  );
}

async function loadDocument(): Promise<OpenApi> {
  const response = await fetch(DOCUMENT);
  if (!response.ok) throw new Error(`the document was answered with ${response.status}`);
  return (await response.json()) as OpenApi;
}
