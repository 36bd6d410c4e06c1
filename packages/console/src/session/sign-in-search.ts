export interface SignInSearch {
  returnTo?: string;
}

export function readSignInSearch(search: Record<string, unknown>): SignInSearch {
  return typeof search.returnTo === 'string' ? { returnTo: search.returnTo } : {};
}
