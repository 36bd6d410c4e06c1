import type { DisputeAnswer, DisputeDetail, NewDisputeAnswer } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { api } from '../api/client.ts';
import { refresh } from '../api/query.ts';

/** Gives an answer once: pressing twice, or again after silence, is the same answer while its words are the same. */
export function useDisputeAnswer({ id }: Pick<DisputeDetail, 'id'>) {
  const attempt = useRef<{ text: string; key: string }>(undefined);
  return useMutation<DisputeAnswer, ApiError, NewDisputeAnswer>({
    mutationFn: (body) => {
      const text = JSON.stringify(body);
      if (attempt.current?.text !== text) attempt.current = { text, key: crypto.randomUUID() };
      return api('answerDispute', { params: { id }, body, idempotencyKey: attempt.current.key });
    },
    onSuccess: () => refresh('getDispute', 'listDisputes', 'listTasks'),
    onError: ({ problem }) => {
      if (problem.code === 'dispute_not_answerable') void refresh('getDispute');
    },
  });
}
