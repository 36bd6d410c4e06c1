import type { Operation } from '../protocol/operation.ts';
import { accountOperations } from './accounts.ts';
import { balanceOperations } from './balance.ts';
import { chargeOperations } from './charges.ts';
import { customerOperations } from './customers.ts';
import { disputeOperations } from './disputes.ts';
import { eventOperations } from './events.ts';
import { fraudWarningOperations } from './fraud-warnings.ts';
import { paymentIntentOperations } from './payment-intents.ts';
import { paymentMethodOperations } from './payment-methods.ts';
import { payoutOperations } from './payouts.ts';
import { refundOperations } from './refunds.ts';
import { setupIntentOperations } from './setup-intents.ts';
import { transferOperations } from './transfers.ts';
import { webhookEndpointOperations } from './webhook-endpoints.ts';

/** Every call the sandbox answers; any other path is refused as unrecognised. */
export const operations: Operation[] = [
  ...accountOperations,
  ...balanceOperations,
  ...chargeOperations,
  ...customerOperations,
  ...disputeOperations,
  ...eventOperations,
  ...fraudWarningOperations,
  ...paymentIntentOperations,
  ...paymentMethodOperations,
  ...payoutOperations,
  ...refundOperations,
  ...setupIntentOperations,
  ...transferOperations,
  ...webhookEndpointOperations,
];
