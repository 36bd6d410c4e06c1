import { Outlet } from '@tanstack/react-router';
import { ProblemNotice } from '../problems/problem-notice.tsx';
import { Page } from '../ui/page.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useSettings } from './use-settings.ts';

/** What the operator decides; each tab is saved by itself. */
export function SettingsPage() {
  const settings = useSettings();
  return (
    <Page title="Settings" width="form">
      <Tabs
        label="Settings"
        tabs={[
          ['General', '/operator/settings'],
          ['Brand', '/operator/settings/brand'],
          ['Legal', '/operator/settings/legal'],
          ['Limits', '/operator/settings/limits'],
          ['Billing', '/operator/settings/billing'],
          ['Providers', '/operator/settings/providers'],
          ['Maintenance', '/operator/settings/maintenance'],
        ]}
      />
      <ProblemNotice error={settings.error} retry={() => void settings.refetch()} />
      {settings.data ? <Outlet /> : !settings.error && <Skeleton className="h-96 w-full" />}
    </Page>
  );
}
