import { API_BASE_PATH, type OperationId, operations } from '@marketplace/contract/operations';
import { accessToken } from '../session/session.ts';
import { saveFile } from '../ui/save-file.ts';

/** Saves what an operation answers as a file. Throws when it cannot be had. */
export async function downloadFile(operation: OperationId, id: string, name: string): Promise<void> {
  const path = operations[operation][1].replace('{id}', encodeURIComponent(id));
  const ask = async (fresh: boolean) => {
    const token = await accessToken({ fresh });
    return fetch(`${API_BASE_PATH}${path}`, { headers: token ? { authorization: `Bearer ${token}` } : {} });
  };
  let response = await ask(false);
  if (response.status === 401) response = await ask(true);
  if (!response.ok) throw new Error(`The file could not be had: status ${response.status}.`);
  saveFile(await response.blob(), name);
}
