import { z } from 'zod';
import { changedFields } from '../protocol/changed-fields.ts';
import { resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { clearableText, createdRange, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

export const chargeOperations = [
  operation({
    method: 'GET',
    path: '/v1/charges',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      customer: text().optional(),
      payment_intent: text().optional(),
    }),
    run: (account, { customer, payment_intent, ...query }) =>
      account.objects.list('charge', '/v1/charges', { ...query, where: { customer, payment_intent } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/charges/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const charge = account.objects.get('charge', id);
      if (!charge) throw resourceMissing('charge', id, 'id', 'path');
      return charge;
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/charges/:id',
    params: z.strictObject({
      description: clearableText().optional(),
      metadata: metadata().optional(),
      receipt_email: text().optional(),
    }),
    run: (account, params, id) => {
      const charge = account.objects.get('charge', id);
      if (!charge) throw resourceMissing('charge', id, 'id', 'path');
      const after = account.objects.save({
        ...charge,
        description: params.description === undefined ? charge.description : params.description,
        metadata: mergeMetadata(charge.metadata, params.metadata),
        receipt_email: params.receipt_email ?? charge.receipt_email,
      });
      account.emit('charge.updated', after, changedFields(charge, after));
      return after;
    },
  }),
];
