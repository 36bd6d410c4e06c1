import type { Deployment, ResizePreview } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';

/** The price of another size, and the change at exactly that price; pressing again repeats the same order. */
export function useResize({ id, hourly }: Deployment, size: Deployment['size'], done: () => void) {
  const [key] = useState(() => crypto.randomUUID());
  const preview = useMutation<ResizePreview, ApiError>({
    mutationFn: () => api('previewResize', { params: { id }, body: { size } }),
  });
  const price = preview.data?.hourly ?? hourly;
  const resize = useMutation<Deployment, ApiError>({
    mutationFn: () =>
      api('resizeDeployment', {
        params: { id },
        body: { size, hourly: price },
        idempotencyKey: `${key}-${size.cpu}-${size.memoryMb}-${size.diskGb}-${price.amount}`,
      }),
    onSuccess: (changed) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id } }), changed);
      void refresh('listDeployments', 'listDeploymentOperations');
      done();
    },
  });
  return { preview, resize };
}
