import { API_BASE_PATH, operations } from '@marketplace/contract/operations';
import { accessToken } from '../session/session.ts';
import { saveFile } from '../ui/save-file.ts';

/** Saves all lines of the filter as a CSV file: ISO times, plain decimals, ledger ids. Throws when it cannot be had. */
export async function downloadStatement(filter: Record<string, string | undefined>): Promise<void> {
  const query = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  const ask = async (fresh: boolean) => {
    const token = await accessToken({ fresh });
    return fetch(`${API_BASE_PATH}${operations.listTransactions[1]}?${query}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  };
  let response = await ask(false);
  if (response.status === 401) response = await ask(true);
  if (!response.ok) throw new Error(`The export failed with status ${response.status}.`);
  saveFile(await response.blob(), `statement-${filter.from?.slice(0, 7) ?? 'all'}.csv`);
}
