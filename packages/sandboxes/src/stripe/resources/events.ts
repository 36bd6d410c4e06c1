import { z } from 'zod';
import { resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, flag, paging, text } from '../protocol/params.ts';

export const eventOperations = [
  operation({
    method: 'GET',
    path: '/v1/events',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      delivery_success: flag().optional(),
      type: text().optional(),
      types: z.array(text()).optional(),
    }),
    run: (account, { type, types, delivery_success, ...query }) =>
      account.objects.list('event', '/v1/events', {
        ...query,
        types: types ?? (type ? [type] : undefined),
        delivered: delivery_success,
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/events/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const event = account.objects.get('event', id);
      if (!event) throw resourceMissing('event', id, 'id', 'path');
      return event;
    },
  }),
];
