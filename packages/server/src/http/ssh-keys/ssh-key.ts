import type { SshKey } from '@marketplace/contract';
import type { SshKeyRow } from '../../postgres/ssh-keys.ts';

export const sshKeyJson = (row: SshKeyRow): SshKey => ({
  id: row.id,
  name: row.name,
  publicKey: row.public_key,
  fingerprint: row.fingerprint,
  createdAt: row.created_at.toISOString(),
});
