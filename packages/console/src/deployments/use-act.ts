import type { Deployment } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';

/** Sends one order for a machine; pressing again after a lost answer repeats the same one. */
export function useAct(id: string, operation: 'stopDeployment' | 'startDeployment', done: () => void) {
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  return useMutation<Deployment, ApiError>({
    mutationFn: () => api(operation, { params: { id }, idempotencyKey }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('listDeployments', 'getBalance', 'listDeploymentOperations');
      done();
    },
  });
}
