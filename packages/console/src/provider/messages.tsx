import type { RequestMessage } from '@marketplace/contract';
import { TimeText } from '../ui/time-text.tsx';

interface MessagesProps {
  messages: readonly RequestMessage[];
  /** Whose eyes see them: their own are "You". */
  seenBy: RequestMessage['author'];
}

const names: Record<RequestMessage['author'], string> = { provider: 'Applicant', operator: 'Operator' };

/** What both sides wrote about a request, oldest first. */
export function Messages({ messages, seenBy }: MessagesProps) {
  if (messages.length === 0) return null;
  return (
    <ol aria-label="Messages" className="grid gap-3">
      {messages.map(({ id, author, text, createdAt }) => (
        <li key={id} className="rounded-control bg-sunken px-3 py-2">
          <p className="text-small text-text-2">
            <span className="font-medium">{author === seenBy ? 'You' : names[author]}</span>{' '}
            <TimeText at={createdAt} style="ago" />
          </p>
          <p className="whitespace-pre-line break-words">{text}</p>
        </li>
      ))}
    </ol>
  );
}
