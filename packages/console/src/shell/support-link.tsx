import { useConfig } from '../api/use-config.ts';

/** The operator's page for questions, else the mail address; nothing where neither is set. */
export function useSupport(): { href: string; words: string } | undefined {
  const support = useConfig().data?.support;
  if (support?.url) return { href: support.url, words: 'Support' };
  return support?.email ? { href: `mailto:${support.email}`, words: support.email } : undefined;
}

export function SupportLink({ className, words }: { className?: string; words?: string }) {
  const support = useSupport();
  if (!support) return null;
  return (
    <a
      className={className}
      href={support.href}
      target={support.href.startsWith('https') ? '_blank' : undefined}
      rel="noreferrer"
    >
      {words ?? support.words}
    </a>
  );
}
