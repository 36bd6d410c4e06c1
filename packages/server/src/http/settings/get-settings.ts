import { readSettingsDocument } from '../../postgres/settings.ts';
import type { Store } from '../../postgres/store.ts';
import type { Handler } from '../operation.ts';
import { settingsDocumentJson } from './sections.ts';

export const getSettings =
  (parts: { store: Store }): Handler<'getSettings'> =>
  async (c) =>
    c.json(settingsDocumentJson(await readSettingsDocument(parts.store.db)), 200);
