import type { LegalDocument, LegalKind } from '@marketplace/contract';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useApi } from '../api/query.ts';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { DeadEnd } from '../shell/dead-end.tsx';
import { Banner } from '../ui/banner.tsx';
import { buttonClass } from '../ui/button.tsx';
import { Card } from '../ui/card.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { formatDay } from '../ui/time.ts';
import { TimeText, useNowMs } from '../ui/time-text.tsx';
import { LegalParagraphs } from './legal-paragraphs.tsx';

/** A legal text as it is in force, or an earlier version by its number. */
export function LegalPage() {
  const { kind } = useParams({ from: '/console/legal/$kind' });
  const { version } = useSearch({ from: '/console/legal/$kind' });
  const nowMs = useNowMs();
  const found = useApi('getLegalDocument', { params: { kind: kind as LegalKind }, query: { version } });
  if (found.error?.problem.status === 404) return <Missing />;
  const document = found.data;
  return (
    <Page
      title={document?.title ?? 'Legal text'}
      width="reading"
      summary={
        document && (
          <>
            Version {document.version}, {Date.parse(document.validFrom) > nowMs ? 'valid from' : 'since'}{' '}
            <TimeText at={document.validFrom} style="day" />
            {document.accepted?.version === document.version && (
              <>
                . You accepted it on <TimeText at={document.accepted.at} style="day" />
              </>
            )}
          </>
        )
      }
    >
      <ProblemNotice error={found.error} retry={() => void found.refetch()} />
      {document ? <Text document={document} /> : !found.error && <Skeleton className="h-96 w-full" />}
    </Page>
  );
}

function Text({ document }: { document: LegalDocument }) {
  const { kind, current, operator, text } = document;
  return (
    <>
      {!current && (
        <Banner
          family="warn"
          title="This is not the version in force"
          actions={
            <Link to="/legal/$kind" params={{ kind }} className="link">
              Read the one in force
            </Link>
          }
        />
      )}
      <Card>
        <LegalParagraphs text={text} />
      </Card>
      <Card title="The operator of this marketplace">
        <p className="whitespace-pre-line text-text-2">
          {[operator.name, operator.address, operator.country, operator.taxId && `Tax number ${operator.taxId}`]
            .filter(Boolean)
            .join('\n')}
        </p>
      </Card>
      <Versions document={document} />
    </>
  );
}

function Versions({ document: { kind, version, versions } }: { document: LegalDocument }) {
  if (versions.length < 2) return null;
  return (
    <Card title="All versions">
      <ul className="grid gap-1">
        {versions.map((one) => (
          <li key={one.version}>
            {one.version === version ? (
              <span className="font-medium">{wordsOf(one)}</span>
            ) : (
              <Link to="/legal/$kind" params={{ kind }} search={{ version: one.version }} className="link">
                {wordsOf(one)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const wordsOf = ({ version, validFrom }: LegalDocument['versions'][number]) =>
  `Version ${version}, from ${formatDay(validFrom)}`;

function Missing() {
  return (
    <DeadEnd
      title="There is no such legal text"
      actions={
        <Link to="/legal/$kind" params={{ kind: 'terms' }} className={buttonClass({ kind: 'primary' })}>
          Read the terms of use
        </Link>
      }
    >
      <p>The address may be mistyped, or this version was never published.</p>
    </DeadEnd>
  );
}
