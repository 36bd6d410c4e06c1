import Check from 'lucide-react/icons/check';
import Copy from 'lucide-react/icons/copy';
import { useEffect, useState } from 'react';
import { buttonClass } from './button.tsx';
import { cx } from './cx.ts';

interface CopyButtonProps {
  text: string;
  /** What is copied, such as "ssh command": the button's name. */
  what: string;
  /** Icon alone on screen, the name for screen readers. */
  compact?: boolean;
}

export function CopyButton({ text, what, compact }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1500);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const Icon = copied ? Check : Copy;
  return (
    <button
      type="button"
      onClick={copy}
      title={`Copy ${what}`}
      className={cx(buttonClass({ kind: compact ? 'quiet' : 'secondary', small: true }), compact && 'px-1.5!')}
    >
      <Icon className="size-4" strokeWidth={1.75} aria-hidden="true" />
      <span className={compact ? 'sr-only' : 'grid'}>
        <span className={cx('col-start-1 row-start-1', copied && 'invisible')}>
          Copy<span className="max-sm:sr-only"> {what}</span>
        </span>
        <span role="status" className="col-start-1 row-start-1 text-start">
          {copied ? 'Copied' : ''}
        </span>
      </span>
    </button>
  );
}
