import { createContext, useContext, useEffect } from 'react';

/** Whose site it is; stands behind the title of each page. */
export const SiteName = createContext<string>('');

/** The name of the browser's tab while this is shown. */
export function usePageTitle(title: string | undefined): void {
  const site = useContext(SiteName);
  useEffect(() => {
    if (title) document.title = site === '' || site === title ? title : `${title} · ${site}`;
  }, [title, site]);
}
