import { z } from 'zod';
import { resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, paging, text } from '../protocol/params.ts';

export const fraudWarningOperations = [
  operation({
    method: 'GET',
    path: '/v1/radar/early_fraud_warnings',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      charge: text().optional(),
      payment_intent: text().optional(),
    }),
    run: (account, { charge, payment_intent, ...query }) =>
      account.objects.list('radar.early_fraud_warning', '/v1/radar/early_fraud_warnings', {
        ...query,
        where: { charge, payment_intent },
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/radar/early_fraud_warnings/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => {
      const warning = account.objects.get('radar.early_fraud_warning', id);
      if (!warning) throw resourceMissing('early fraud warning', id, 'early_fraud_warning', 'path');
      return warning;
    },
  }),
];
