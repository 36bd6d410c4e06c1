import type { HttpParts } from '../parts.ts';
import { createSshKey } from './create-ssh-key.ts';
import { deleteSshKey } from './delete-ssh-key.ts';
import { listSshKeys } from './list-ssh-keys.ts';

export const sshKeysHandlers = (parts: HttpParts) => ({
  listSshKeys: listSshKeys(parts),
  createSshKey: createSshKey(parts),
  deleteSshKey: deleteSshKey(parts),
});
