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
  await download(`${pathOf(operation, params.id)}?${query}`, `${name}.csv`);
}

/** Saves a document as PDF under its number. Throws when it cannot be had. */
export const downloadPdf = (operation: OperationId, { id, number }: { id: string; number: string }): Promise<void> =>
  download(pathOf(operation, id), `${number}.pdf`);

const pathOf = (operation: OperationId, id = ''): string =>
  operations[operation][1].replace('{id}', encodeURIComponent(id));

async function download(address: string, fileName: string): Promise<void> {
  const ask = async (fresh: boolean) => {
    const token = await accessToken({ fresh });
    return fetch(`${API_BASE_PATH}${address}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  };
  let response = await ask(false);
  if (response.status === 401) response = await ask(true);
  if (!response.ok) throw new Error(`The file could not be had: status ${response.status}.`);
  saveFile(await response.blob(), fileName);
}
