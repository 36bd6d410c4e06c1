import { API_BASE_PATH, type OperationId, operations } from '@marketplace/contract/operations';
import { accessToken } from '../session/session.ts';
import { saveFile } from '../ui/save-file.ts';

export type CsvFilter = Record<string, string | number | undefined>;

/** Saves all rows of a list's filter as a CSV file: ISO times, plain decimals, ids. Throws when it cannot be had. */
export async function downloadCsv(
  operation: OperationId,
  filter: CsvFilter,
  name: string,
  params: { id?: string } = {},
): Promise<void> {
  const query = new URLSearchParams({ format: 'csv' });
  for (const [field, value] of Object.entries(filter)) if (value !== undefined) query.set(field, String(value));
  const path = operations[operation][1].replace('{id}', encodeURIComponent(params.id ?? ''));
  const ask = async (fresh: boolean) => {
    const token = await accessToken({ fresh });
    return fetch(`${API_BASE_PATH}${path}?${query}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
  };
  let response = await ask(false);
  if (response.status === 401) response = await ask(true);
  if (!response.ok) throw new Error(`The export failed with status ${response.status}.`);
  saveFile(await response.blob(), `${name}.csv`);
}
