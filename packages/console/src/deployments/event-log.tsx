import type { DeploymentEvent } from '@marketplace/contract';
import { TimeText } from '../ui/time-text.tsx';

/** What happened, oldest first, in mono. */
export function EventLog({ items }: { items: readonly DeploymentEvent[] }) {
  return (
    <ol aria-label="Log" className="max-h-56 overflow-y-auto rounded-control bg-sunken px-3 py-2 font-mono text-mono">
      {items.map((event) => (
        <li key={event.id} className="flex gap-3">
          <span className="shrink-0 text-text-3">
            <TimeText at={event.at} style="time" />
          </span>
          <span className="min-w-0 break-words">{event.detail || event.cause}</span>
        </li>
      ))}
    </ol>
  );
}
