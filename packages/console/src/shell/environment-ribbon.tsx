import { useConfig } from '../api/use-config.ts';

/** Says that this is not the real thing, and where its time and mail are. */
export function EnvironmentRibbon() {
  const config = useConfig().data;
  if (!config?.environment) return null;
  const { label, url, inboxUrl } = config.environment;
  // Only a sandbox has demo accounts; a staging system may well take real money.
  const words = config.demoAccounts ? `${label}: no real money, no real machines.` : label;
  return (
    <aside
      aria-label="Environment"
      className="flex flex-wrap items-center justify-center gap-x-4 border-b border-line bg-warn-tint px-4 py-1 text-center text-small text-warn"
    >
      <span>{words}</span>
      {url && (
        <a className="font-medium underline underline-offset-3" href={url} target="_blank" rel="noreferrer">
          {inboxUrl ? 'Move time' : 'Move time, read mail'}
        </a>
      )}
      {inboxUrl && (
        <a className="font-medium underline underline-offset-3" href={inboxUrl} target="_blank" rel="noreferrer">
          Read mail
        </a>
      )}
    </aside>
  );
}
