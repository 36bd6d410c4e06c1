import type { Stripe } from 'stripe';
import type { Account } from '../account.ts';
import { changedFields } from '../protocol/changed-fields.ts';
import { newId } from '../protocol/ids.ts';
import { bookBalance } from './charges.ts';
import { settleWarnings } from './fraud-warnings.ts';

/** What Stripe keeps for each dispute, won or lost. */
export const disputeFeeCents = 1500;

const secondsToAnswer = 9 * 86_400;
/** So long a bank may turn an inquiry into a chargeback. */
const inquirySeconds = 120 * 86_400;

const emptyEvidence: Stripe.Dispute.Evidence = {
  access_activity_log: null,
  billing_address: null,
  cancellation_policy: null,
  cancellation_policy_disclosure: null,
  cancellation_rebuttal: null,
  customer_communication: null,
  customer_email_address: null,
  customer_name: null,
  customer_purchase_ip: null,
  customer_signature: null,
  duplicate_charge_documentation: null,
  duplicate_charge_explanation: null,
  duplicate_charge_id: null,
  enhanced_evidence: {},
  product_description: null,
  receipt: null,
  refund_policy: null,
  refund_policy_disclosure: null,
  refund_refusal_explanation: null,
  service_date: null,
  service_documentation: null,
  shipping_address: null,
  shipping_carrier: null,
  shipping_date: null,
  shipping_documentation: null,
  shipping_tracking_number: null,
  uncategorized_file: null,
  uncategorized_text: null,
};

export interface DisputeReason {
  reason: string;
  /** An inquiry moves no money. */
  inquiry?: boolean;
  /** Defaults to what is left of the charge. */
  amountCents?: number;
}

/** The customer's bank takes the money back until the dispute is decided. */
export function openDispute(account: Account, charge: Stripe.Charge, reason: DisputeReason): Stripe.Dispute {
  const amount = reason.amountCents ?? charge.amount - charge.amount_refunded;
  const brand = charge.payment_method_details?.card?.brand ?? 'visa';
  const dispute = account.objects.add<Stripe.Dispute>({
    id: newId('du'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: account.now(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: emptyEvidence,
    evidence_details: {
      due_by: account.now() + secondsToAnswer,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
      submission_method: 'not_submitted',
    },
    intended_submission_method: null,
    is_charge_refundable: reason.inquiry === true,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      type: 'card',
      card: {
        brand,
        case_type: reason.inquiry ? 'inquiry' : 'chargeback',
        network: brand,
        network_reason_code: '10.4',
      },
    },
    reason: reason.reason,
    status: reason.inquiry ? 'warning_needs_response' : 'needs_response',
  });
  settleWarnings(account, account.objects.save({ ...charge, disputed: true }));
  if (reason.inquiry) {
    account.emit('charge.dispute.created', dispute);
    account.later('dispute-overdue', dispute.id, inquirySeconds * 1000);
    return dispute;
  }
  account.later('dispute-overdue', dispute.id, secondsToAnswer * 1000);
  const withdrawn = book(account, dispute, -amount, disputeFeeCents, `Chargeback withdrawal for ${charge.id}`);
  account.emit('charge.dispute.created', withdrawn);
  account.emit('charge.dispute.funds_withdrawn', withdrawn);
  return withdrawn;
}

/** The bank's decision; a won dispute gives the money back, the fee stays with Stripe. */
export function closeDispute(account: Account, dispute: Stripe.Dispute, outcome: 'won' | 'lost'): Stripe.Dispute {
  const inquiry = isInquiry(dispute);
  const closed = account.objects.save<Stripe.Dispute>({ ...dispute, status: inquiry ? 'warning_closed' : outcome });
  if (inquiry || outcome === 'lost') {
    account.emit('charge.dispute.closed', closed);
    return closed;
  }
  const reinstated = book(account, closed, dispute.amount, 0, `Chargeback reversal for ${dispute.charge}`);
  account.emit('charge.dispute.funds_reinstated', reinstated);
  account.emit('charge.dispute.closed', reinstated);
  return reinstated;
}

/** The bank makes a chargeback of its inquiry: from now on money is at stake. */
export function escalateInquiry(account: Account, inquiry: Stripe.Dispute): Stripe.Dispute {
  const details = inquiry.payment_method_details;
  const dispute = account.objects.save<Stripe.Dispute>({
    ...inquiry,
    evidence_details: { ...inquiry.evidence_details, due_by: account.now() + secondsToAnswer },
    is_charge_refundable: false,
    ...(details?.card
      ? { payment_method_details: { ...details, card: { ...details.card, case_type: 'chargeback' } } }
      : {}),
    status: 'needs_response',
  });
  account.later('dispute-overdue', dispute.id, secondsToAnswer * 1000);
  const withdrawn = book(
    account,
    dispute,
    -dispute.amount,
    disputeFeeCents,
    `Chargeback withdrawal for ${dispute.charge}`,
  );
  account.emit('charge.dispute.updated', withdrawn, changedFields(inquiry, withdrawn));
  account.emit('charge.dispute.funds_withdrawn', withdrawn);
  return withdrawn;
}

/** Time is up: what was not answered is lost, an inquiry that was not pursued is over. */
export function endOverdue(account: Account, dispute: Stripe.Dispute): void {
  const { due_by } = dispute.evidence_details;
  // An inquiry that became a chargeback has a later date than the one that is up now.
  if (!isInquiry(dispute) && (dispute.status !== 'needs_response' || (due_by ?? 0) > account.now())) return;
  if (!isOpen(dispute)) return;
  closeDispute(account, { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: true } }, 'lost');
}

export function isInquiry(dispute: Stripe.Dispute): boolean {
  return dispute.status.startsWith('warning_');
}

/** Whether a dispute stands in the way of a refund: while it is open and after it was lost. */
export function blocksRefund(dispute: Stripe.Dispute): boolean {
  return !isInquiry(dispute) && dispute.status !== 'won';
}

export function isOpen(dispute: Stripe.Dispute): boolean {
  return !['won', 'lost', 'warning_closed', 'prevented'].includes(dispute.status);
}

function book(account: Account, dispute: Stripe.Dispute, amountCents: number, feeCents: number, description: string) {
  const booked = bookBalance(account, {
    type: 'adjustment',
    reportingCategory: amountCents < 0 ? 'dispute' : 'dispute_reversal',
    source: dispute.id,
    amountCents,
    currency: dispute.currency,
    feeCents,
    feeDescription: 'Dispute fee',
    description,
  });
  return account.objects.save<Stripe.Dispute>({
    ...dispute,
    balance_transactions: [...dispute.balance_transactions, booked],
  });
}
