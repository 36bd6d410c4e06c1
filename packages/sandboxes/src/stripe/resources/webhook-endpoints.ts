import type { Stripe } from 'stripe';
import { z } from 'zod';
import { type Account, apiVersion } from '../account.ts';
import { resourceMissing } from '../protocol/errors.ts';
import { newId, randomText } from '../protocol/ids.ts';
import { operation } from '../protocol/operation.ts';
import { clearableText, flag, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

const creation = z.strictObject({
  api_version: text().optional(),
  description: clearableText().optional(),
  enabled_events: z.array(text()),
  metadata: metadata().optional(),
  url: text(),
});
const change = z.strictObject({
  description: clearableText().optional(),
  disabled: flag().optional(),
  enabled_events: z.array(text()).optional(),
  metadata: metadata().optional(),
  url: text().optional(),
});

export const webhookEndpointOperations = [
  operation({
    method: 'POST',
    path: '/v1/webhook_endpoints',
    params: creation,
    run: (account, params) => {
      const secret = `whsec_${randomText(32)}`;
      const added = addEndpoint(account, { url: params.url, enabledEvents: params.enabled_events, secret });
      const { description = null } = params;
      const endpoint = account.objects.save({ ...added, description, metadata: mergeMetadata({}, params.metadata) });
      // The secret is shown once, in this answer alone.
      return { ...endpoint, secret };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhook_endpoints',
    params: z.strictObject(paging),
    run: (account, query) => account.objects.list('webhook_endpoint', '/v1/webhook_endpoints', query),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhook_endpoints/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findEndpoint(account, id),
  }),
  operation({ method: 'POST', path: '/v1/webhook_endpoints/:id', params: change, run: update }),
  operation({
    method: 'DELETE',
    path: '/v1/webhook_endpoints/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      findEndpoint(account, id);
      account.objects.remove(id);
      return { id, object: 'webhook_endpoint', deleted: true };
    },
  }),
];

export interface NewEndpoint {
  url: string;
  enabledEvents: string[];
  secret: string;
  id?: string;
}

export function addEndpoint(account: Account, endpoint: NewEndpoint): Stripe.WebhookEndpoint {
  const id = endpoint.id ?? newId('we');
  const added = account.objects.add<Stripe.WebhookEndpoint>({
    id,
    object: 'webhook_endpoint',
    api_version: apiVersion,
    application: null,
    created: account.now(),
    description: null,
    enabled_events: endpoint.enabledEvents,
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: endpoint.url,
  });
  account.objects.mark(id, { signingSecret: endpoint.secret });
  return added;
}

function update(account: Account, params: z.infer<typeof change>, id: string): Stripe.WebhookEndpoint {
  const endpoint = findEndpoint(account, id);
  return account.objects.save<Stripe.WebhookEndpoint>({
    ...endpoint,
    description: params.description === undefined ? endpoint.description : params.description,
    enabled_events: params.enabled_events ?? endpoint.enabled_events,
    metadata: mergeMetadata(endpoint.metadata, params.metadata),
    status: params.disabled === undefined ? endpoint.status : params.disabled ? 'disabled' : 'enabled',
    url: params.url ?? endpoint.url,
  });
}

function findEndpoint(account: Account, id: string): Stripe.WebhookEndpoint {
  const endpoint = account.objects.get('webhook_endpoint', id);
  if (!endpoint) throw resourceMissing('webhook endpoint', id, 'webhook_endpoint', 'path');
  return endpoint;
}
