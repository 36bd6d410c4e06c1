/** What the list can be narrowed to, and the API's filter for it. */
export const userShows = {
  all: { name: 'Everybody', filter: {} },
  providers: { name: 'Cloud providers', filter: { role: 'cloud-provider' } },
  operators: { name: 'Cloud operators', filter: { role: 'cloud-operator' } },
  suspended: { name: 'Suspended', filter: { suspended: 'true' } },
} as const;
export type UserShow = keyof typeof userShows;

export interface UserSearch {
  q?: string;
  show?: UserShow;
}

/** What of the address is a filter of this page. */
export const readUserSearch = (search: Record<string, unknown>): UserSearch => ({
  ...(typeof search.q === 'string' && search.q !== '' ? { q: search.q } : {}),
  ...(typeof search.show === 'string' && search.show !== 'all' && search.show in userShows
    ? { show: search.show as UserShow }
    : {}),
});
