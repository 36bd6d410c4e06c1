import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';
import { type FreshKey, keepFreshKey } from './fresh-key.ts';
import { makeKeyPair } from './openssh.ts';
import { savePrivateKey } from './private-key-once.tsx';

/** Makes a pair, stores its public half, and saves the private one to the person's downloads. */
export function useMakeKey(onMade?: (fresh: FreshKey) => void) {
  return useMutation<FreshKey, ApiError | Error, string>({
    mutationFn: async (name) => {
      const pair = await makeKeyPair(name.replace(/\s+/g, '-')).catch((cause) => {
        throw new Error('This browser cannot make Ed25519 keys. Make one with ssh-keygen and paste its public half.', {
          cause,
        });
      });
      await api('createSshKey', { body: { name, publicKey: pair.publicKey }, idempotencyKey: crypto.randomUUID() });
      return { ...pair, name, fileName: `${fileWord(name)}.pem` };
    },
    onSuccess: (fresh) => {
      keepFreshKey(fresh);
      savePrivateKey(fresh);
      onMade?.(fresh);
      void refresh('listSshKeys');
    },
  });
}

const fileWord = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '') || 'key';
