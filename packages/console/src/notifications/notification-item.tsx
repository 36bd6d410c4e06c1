import type { Notification } from '@marketplace/contract';
import { Link } from '@tanstack/react-router';
import { Button } from '../ui/button.tsx';
import { cx } from '../ui/cx.ts';
import { StatusMark } from '../ui/status-mark.tsx';
import { TimeText } from '../ui/time-text.tsx';
import { severityMark, topicWords } from './notice-words.ts';

interface NotificationItemProps {
  item: Notification;
  onRead: (id: string) => void;
}

/** What happened, what it means, and where it leads. Opening it marks it as read. */
export function NotificationItem({ item, onRead }: NotificationItemProps) {
  const { family, shape, word } = severityMark[item.severity];
  const unread = item.readAt === null;
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 border-t border-line px-4 py-3 first:border-t-0">
      <span className="mt-1" title={word}>
        <StatusMark family={family} shape={shape} />
        <span className="sr-only">{word}</span>
      </span>
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
          <h3 className={cx('min-w-0 break-words', unread ? 'font-medium' : 'text-text-2')}>
            {item.link ? (
              <Link to={item.link} className="link" onClick={() => unread && onRead(item.id)}>
                {item.title}
              </Link>
            ) : (
              item.title
            )}
            {unread && <span className="sr-only"> (unread)</span>}
          </h3>
          <span className="text-small text-text-3">
            {topicWords[item.topic].name} · <TimeText at={item.createdAt} style="ago" />
          </span>
        </div>
        <div className="mt-1 grid max-w-prose gap-1 text-small text-text-2">
          {item.body.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} className="whitespace-pre-line break-words">
              {paragraph}
            </p>
          ))}
        </div>
        {unread && (
          <Button small kind="quiet" className="-ms-2.5 mt-1" onClick={() => onRead(item.id)}>
            Mark as read
          </Button>
        )}
      </div>
    </li>
  );
}
