import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { Account } from '../account.ts';
import { closeDispute, escalateInquiry, isInquiry, isOpen } from '../payments/disputes.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { invalidRequest, resourceMissing } from '../protocol/errors.ts';
import { operation } from '../protocol/operation.ts';
import { createdRange, flag, mergeMetadata, metadata, paging, text } from '../protocol/params.ts';

const change = z.strictObject({
  evidence: z.record(z.string(), z.string()).optional(),
  metadata: metadata().optional(),
  submit: flag().optional(),
});

export const disputeOperations = [
  operation({
    method: 'GET',
    path: '/v1/disputes',
    params: z.strictObject({
      ...paging,
      created: createdRange(),
      charge: text().optional(),
      payment_intent: text().optional(),
    }),
    run: (account, { charge, payment_intent, ...query }) =>
      account.objects.list('dispute', '/v1/disputes', { ...query, where: { charge, payment_intent } }),
  }),
  operation({
    method: 'GET',
    path: '/v1/disputes/:id',
    params: z.strictObject({}),
    run: (account, _params, id) => findDispute(account, id),
  }),
  operation({ method: 'POST', path: '/v1/disputes/:id', params: change, run: update }),
  operation({
    method: 'POST',
    path: '/v1/disputes/:id/close',
    params: z.strictObject({}),
    run: (account, _params, id) => closeDispute(account, openDisputeBy(account, id), 'lost'),
  }),
];

/** Submitted evidence is judged at once by the test texts of https://docs.stripe.com/testing#evidence. */
function update(account: Account, params: z.infer<typeof change>, id: string): Stripe.Dispute {
  const dispute = openDisputeBy(account, id);
  const submitted = params.submit ?? params.evidence !== undefined;
  const details = dispute.evidence_details;
  const after = account.objects.save<Stripe.Dispute>({
    ...dispute,
    evidence: { ...dispute.evidence, ...params.evidence },
    evidence_details: {
      ...details,
      has_evidence: details.has_evidence || params.evidence !== undefined,
      submission_count: details.submission_count + (submitted ? 1 : 0),
      submission_method: submitted ? 'manual' : details.submission_method,
    },
    metadata: mergeMetadata(dispute.metadata, params.metadata),
    status: submitted ? (isInquiry(dispute) ? 'warning_under_review' : 'under_review') : dispute.status,
  });
  account.emit('charge.dispute.updated', after, changedFields(dispute, after));
  if (!submitted) return after;
  const told = after.evidence.uncategorized_text;
  if (told === 'winning_evidence') return closeDispute(account, after, 'won');
  if (told === 'losing_evidence') return closeDispute(account, after, 'lost');
  if (told === 'escalate_inquiry_evidence' && isInquiry(after)) return escalateInquiry(account, after);
  return after;
}

function openDisputeBy(account: Account, id: string): Stripe.Dispute {
  const dispute = findDispute(account, id);
  if (!isOpen(dispute)) throw invalidRequest('This dispute is already closed');
  return dispute;
}

export function findDispute(account: Account, id: string): Stripe.Dispute {
  const dispute = account.objects.get('dispute', id);
  if (!dispute) throw resourceMissing('dispute', id, 'id', 'path');
  return dispute;
}
