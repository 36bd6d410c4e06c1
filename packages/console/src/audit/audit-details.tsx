import type { AuditLine } from '@marketplace/contract';
import { CopyButton } from '../ui/copy-button.tsx';
import { KeyValues } from '../ui/key-values.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { actorName } from './actor-name.ts';
import { changedFields } from './changed-fields.ts';

/** One line whole: what changed field by field, and what proves it. */
export function AuditDetails({ line }: { line: AuditLine }) {
  const changes = changedFields(line.before, line.after);
  return (
    <div className="grid gap-5 p-4">
      <KeyValues
        facts={[
          ['When', <TimeText key="at" at={line.at} />],
          ['By', actorName(line)],
          ['Object', <Code key="object" text={line.object} />],
          ['Reason', line.reason ?? '–'],
          ['From address', line.ip ? <Code key="ip" text={line.ip} /> : 'not known'],
          ['Request', line.requestId ? <Code key="request" text={line.requestId} copy="request id" /> : '–'],
        ]}
      />
      {changes.length > 0 && (
        <section className="grid gap-2">
          <h3 className="text-heading">What changed</h3>
          <ul className="grid gap-3">
            {changes.map(({ field, before, after }) => (
              <li key={field} className="rounded-control bg-sunken p-3 text-small">
                <p className="font-mono text-mono text-text-2">{field}</p>
                <p className="break-words">
                  <span className="text-text-3">before </span>
                  {before}
                </p>
                <p className="break-words">
                  <span className="text-text-3">after </span>
                  {after}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="grid gap-1 text-small text-text-3">
        <h3 className="text-text-2">Line {line.seq} of the chain</h3>
        <p className="break-all font-mono text-mono">{line.hash ?? 'written before the log was chained'}</p>
      </section>
    </div>
  );
}

function Code({ text, copy }: { text: string; copy?: string }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-1">
      <code className="break-all font-mono text-mono">{text}</code>
      {copy && <CopyButton compact what={copy} text={text} />}
    </span>
  );
}
