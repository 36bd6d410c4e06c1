import type { Deployment, Order, Quote } from '@marketplace/contract';
import type { ApiError } from '@marketplace/contract/client';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useRef } from 'react';
import { api } from '../api/client.ts';
import { apiKey, queryClient, refresh } from '../api/query.ts';
import { fieldProblem } from '../problems/problem-text.ts';
import { forgetDraft } from './draft.ts';
import { chosenCap } from './limit-field.tsx';
import { type DeployForm, requestOf } from './use-deploy-form.ts';

interface OrderFacts {
  form: DeployForm;
  quote: { data: Quote | undefined; refetch: () => Promise<unknown> };
  publicKey: string | undefined;
  /** The version of the service level that was accepted. */
  slaVersion: number | undefined;
}

export interface OrderState {
  error: ApiError | null;
  /** The name that the API has just refused. */
  takenName: string | undefined;
  busy: boolean;
  place: () => void;
}

/** Orders what is on the page at the quoted price, then goes where it is being made. Repeats make no second one. */
export function useOrder({ form, quote, publicKey, slaVersion }: OrderFacts): OrderState {
  const navigate = useNavigate();
  const attempt = useRef<{ body: string; key: string }>(undefined);
  const order = useMutation<Deployment, ApiError, Order>({
    mutationFn: (body) => {
      const text = JSON.stringify(body);
      if (attempt.current?.body !== text) attempt.current = { body: text, key: crypto.randomUUID() };
      return api('createDeployment', { body, idempotencyKey: attempt.current.key });
    },
    onSuccess: (made) => {
      queryClient.setQueryData(apiKey('getDeployment', { params: { id: made.id } }), made);
      forgetDraft();
      void refresh('listDeployments', 'getBalance');
      void navigate({ to: '/deployments/$id', params: { id: made.id }, replace: true });
    },
    onError: ({ problem }) => {
      if (fieldProblem(problem, 'slaVersion')) void refresh('getConfig', 'getLegalDocument');
      if (
        ['quote_expired', 'quote_mismatch', 'insufficient_balance', 'no_capacity', 'node_unavailable'].includes(
          problem.code,
        )
      )
        void quote.refetch();
    },
  });
  const place = () => {
    const quoteId = quote.data?.id;
    if (order.isPending || !publicKey || !quoteId || slaVersion === undefined) return;
    const { cap, wrong } = chosenCap(form);
    if (wrong) return;
    order.mutate({
      ...requestOf(form),
      name: form.name,
      sshKeys: [publicKey],
      quoteId,
      slaVersion,
      ...(cap ? { cap } : {}),
    } as Order);
  };
  const taken = order.error?.problem.code === 'name_taken';
  return {
    // A refused name is told at its field.
    error: taken ? null : order.error,
    takenName: taken ? order.variables?.name : undefined,
    busy: order.isPending || order.isSuccess,
    place,
  };
}
