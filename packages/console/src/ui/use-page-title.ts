import { useEffect } from 'react';

/** The name of the browser's tab while this is shown. */
export function usePageTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = title;
  }, [title]);
}
