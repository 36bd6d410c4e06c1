import { useState } from 'react';
import { useApi } from '../api/query.ts';
import { useConfig } from '../api/use-config.ts';
import { LegalParagraphs } from '../legal/legal-paragraphs.tsx';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { useSession } from '../session/session.ts';
import { Card } from '../ui/card.tsx';
import { Checkbox } from '../ui/choice.tsx';
import { SidePanel } from '../ui/side-panel.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { TimeText } from '../ui/time-text.tsx';

export interface ServiceLevelChoice {
  /** The version that is in force; undefined while it is not known. */
  version: number | undefined;
  /** When this person accepted that version before: then it is not asked again. */
  before: string | undefined;
  /** The version that goes with the order. */
  accepted: number | undefined;
  missing: string | undefined;
  tick: (ticked: boolean) => void;
}

/** What the person agrees to with the order. A new version has to be agreed to anew. */
export function useServiceLevel(): ServiceLevelChoice {
  const { status } = useSession();
  const version = useConfig().data?.legal.sla_user;
  const document = useApi(
    'getLegalDocument',
    { params: { kind: 'sla_user' } },
    { enabled: status === 'signed-in', staleTime: 60_000 },
  ).data;
  const [ticked, setTicked] = useState<number>();
  const before = document?.accepted && document.accepted.version === version ? document.accepted.at : undefined;
  const accepted = before !== undefined || ticked === version ? version : undefined;
  return {
    version,
    before,
    accepted,
    missing: accepted === undefined ? 'Accept the service level first.' : undefined,
    tick: (on) => setTicked(on ? version : undefined),
  };
}

export function ServiceLevel({ choice }: { choice: ServiceLevelChoice }) {
  const { status } = useSession();
  const [reading, setReading] = useState(false);
  const { version, before, accepted, tick } = choice;
  if (status === 'visitor' || version === undefined) return null;
  return (
    <Card title="Service level">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        {before ? (
          <p className="text-text-2">
            You accepted version {version} on <TimeText at={before} style="day" />. It goes with this order too.
          </p>
        ) : (
          <Checkbox
            label={`I accept the service level (version ${version})`}
            checked={accepted !== undefined}
            onChange={(event) => tick(event.currentTarget.checked)}
          />
        )}
        <button type="button" className="link rounded-badge" onClick={() => setReading(true)}>
          Read it
        </button>
      </div>
      <SidePanel title={`Service level, version ${version}`} open={reading} onClose={() => setReading(false)}>
        <Text version={version} />
      </SidePanel>
    </Card>
  );
}

function Text({ version }: { version: number }) {
  const document = useApi('getLegalDocument', { params: { kind: 'sla_user' }, query: { version } });
  return (
    <div className="p-4">
      <ProblemNotice error={document.error} retry={() => void document.refetch()} />
      {document.data ? <LegalParagraphs text={document.data.text} /> : <Skeleton className="h-64 w-full" />}
    </div>
  );
}
