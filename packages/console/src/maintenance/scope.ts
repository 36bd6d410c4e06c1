/** The same page for two roles: each with its own operations. */
export const scopes = {
  provider: {
    path: '/provider/maintenance',
    list: 'listProviderMaintenance',
    schedule: 'scheduleProviderMaintenance',
    change: 'changeProviderMaintenance',
    cancel: 'cancelProviderMaintenance',
  },
  operator: {
    path: '/operator/maintenance',
    list: 'listAllMaintenance',
    schedule: 'scheduleMaintenance',
    change: 'changeMaintenance',
    cancel: 'cancelMaintenance',
  },
} as const;
export type Scope = keyof typeof scopes;

/** What of the address this page understands. */
export const readMaintenanceSearch = (search: Record<string, unknown>): { show?: 'past' } =>
  search.show === 'past' ? { show: 'past' } : {};
