import { API_BASE_PATH, operations } from '@marketplace/contract/operations';
import { accessToken } from '../session/session.ts';

/** Saves all lines of the filter as a CSV file: ISO times, plain decimals, ledger ids. Throws when it cannot be had. */
export async function downloadStatement(filter: Record<string, string | undefined>): Promise<void> {
  const query = new URLSearchParams({ format: 'csv' });
  for (const [name, value] of Object.entries(filter)) if (value !== undefined) query.set(name, value);
  const token = await accessToken({ fresh: false });
  const response = await fetch(`${API_BASE_PATH}${operations.listTransactions[1]}?${query}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  });
  if (!response.ok) throw new Error(`The export failed with status ${response.status}.`);
  saveFile(await response.blob(), `statement-${filter.from?.slice(0, 7) ?? 'all'}.csv`);
}

/** Hands a file to the browser's downloads. */
export function saveFile(content: Blob, name: string): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
