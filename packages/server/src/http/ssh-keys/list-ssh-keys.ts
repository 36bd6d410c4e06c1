import { listSshKeys as readSshKeys } from '../../postgres/ssh-keys.ts';
import type { Store } from '../../postgres/store.ts';
import { actorOf } from '../context.ts';
import type { Handler } from '../operation.ts';
import { sshKeyJson } from './ssh-key.ts';

export const listSshKeys =
  (parts: { store: Store }): Handler<'listSshKeys'> =>
  async (c) => {
    const rows = await readSshKeys(parts.store.db, actorOf(c).user.id);
    return c.json({ items: rows.map(sshKeyJson) }, 200);
  };
