-- What went back to the card, by Stripe's own word; never more than was paid.
alter table top_ups add column refunded_units bigint not null default 0;
alter table top_ups add constraint top_ups_refunded_at_most_paid check (refunded_units between 0 and amount_units);
create index top_ups_newest on top_ups (created_at desc, id desc);

-- A refund is written down before Stripe hears of it; one that was made at Stripe itself gets its row by its event.
create table refunds (
  id uuid primary key,
  top_up_id uuid not null references top_ups (id),
  user_id uuid not null references users (id),
  amount_units bigint not null check (amount_units > 0),
  status text not null check (status in ('requested', 'refused', 'pending', 'succeeded', 'failed')),
  -- By how much the balance has fallen for it: nothing before it exists, nothing after it failed.
  booked_units bigint not null default 0 check (booked_units in (0, amount_units)),
  origin text not null check (origin in ('operator', 'stripe')),
  requested_by uuid references users (id),
  reason text,
  stripe_refund_id text unique,
  failure text,
  created_at timestamptz not null,
  -- First call to Stripe; whoever calls again looks first whether that one had effect.
  attempted_at timestamptz,
  settled_at timestamptz,
  failed_at timestamptz,
  -- When a step looks at it again, should job or event be lost.
  due_at timestamptz,
  check ((origin = 'operator') = (requested_by is not null)),
  check (origin = 'operator' or stripe_refund_id is not null),
  check (booked_units = 0 or status in ('pending', 'succeeded'))
);
create index refunds_newest on refunds (created_at desc, id desc);
create index refunds_of_top_up on refunds (top_up_id);
create index refunds_due on refunds (due_at) where due_at is not null;

create table disputes (
  -- Stripe's id.
  id text primary key,
  top_up_id uuid not null references top_ups (id),
  user_id uuid not null references users (id),
  amount_units bigint not null check (amount_units > 0),
  status text not null check (status in ('inquiry', 'needs_response', 'under_review', 'won', 'lost', 'closed')),
  reason text not null,
  evidence_due_at timestamptz,
  -- What the customer's balance is short of because of it.
  withheld_units bigint not null default 0 check (withheld_units >= 0),
  -- Transfers so far; names the next one.
  postings integer not null default 0,
  -- What Stripe kept for it; the operator's cost.
  fee_units bigint not null default 0,
  opened_at timestamptz not null,
  closed_at timestamptz,
  check (status not in ('inquiry', 'won', 'closed') or withheld_units = 0),
  check ((status in ('won', 'lost', 'closed')) = (closed_at is not null))
);
create index disputes_newest on disputes (opened_at desc, id desc);
create index disputes_of_top_up on disputes (top_up_id);
create index disputes_of_user on disputes (user_id);

-- Why no card of this person is charged by itself; null while it may be.
alter table users add column recharge_blocked_reason text;

-- Stripe's own books: every change of our balance there, once by its id. The ledger's transfers carry the same ids.
create table stripe_transactions (
  id text primary key,
  type text not null,
  -- What it is about: a refund, dispute, payout; for a payment and its refunds also the payment.
  source_id text,
  payment_intent_id text,
  amount_units bigint not null,
  fee_units bigint not null,
  created_at timestamptz not null,
  recorded_at timestamptz not null
);
create index stripe_transactions_of_payment on stripe_transactions (payment_intent_id) where payment_intent_id is not null;
create index stripe_transactions_by_time on stripe_transactions (created_at);

create table coupons (
  id uuid primary key,
  -- Upper case, without hyphens. Readable, since who made a coupon must be able to hand it out again.
  code text not null unique check (code ~ '^[A-Z0-9]{8,40}$'),
  amount_units bigint not null check (amount_units > 0),
  note text not null,
  -- When the code ends, and how long its credit lasts; null for no end.
  expires_at timestamptz,
  credit_days integer check (credit_days > 0),
  per_user_limit integer not null check (per_user_limit > 0),
  total_limit integer check (total_limit > 0),
  redeemed integer not null default 0 check (redeemed >= 0 and (total_limit is null or redeemed <= total_limit)),
  created_at timestamptz not null,
  created_by uuid not null references users (id),
  deactivated_at timestamptz
);
create index coupons_newest on coupons (created_at desc, id desc);

-- Promotional money: spent before card money, never paid out.
create table credits (
  id uuid primary key,
  user_id uuid not null references users (id),
  amount_units bigint not null check (amount_units > 0),
  -- As of the last count; the statement since then tells what is left now.
  left_units bigint not null check (left_units between 0 and amount_units),
  origin text not null check (origin in ('operator', 'coupon')),
  coupon_id uuid references coupons (id),
  granted_by uuid references users (id),
  reason text not null,
  granted_at timestamptz not null,
  expires_at timestamptz,
  warned_at timestamptz,
  -- When it was over: expired, and with what was left then.
  ended_at timestamptz,
  expired_units bigint not null default 0 check (expired_units between 0 and amount_units),
  check ((origin = 'coupon') = (coupon_id is not null)),
  check ((origin = 'operator') = (granted_by is not null)),
  check (ended_at is null or left_units = 0)
);
create index credits_of_user on credits (user_id, granted_at desc, id desc);
create index credits_newest on credits (granted_at desc, id desc);
create index credits_to_end on credits (expires_at) where ended_at is null and expires_at is not null;

-- Up to which line of a person's statement their credits are counted.
create table credit_counts (
  user_id uuid primary key references users (id),
  counted_version bigint not null
);

create table coupon_redemptions (
  coupon_id uuid not null references coupons (id),
  user_id uuid not null references users (id),
  -- How often this person used it: a limit cannot be passed by two at once.
  nth integer not null check (nth > 0),
  credit_id uuid not null unique references credits (id),
  redeemed_at timestamptz not null,
  primary key (coupon_id, user_id, nth)
);

-- Wrong codes of a person, for as long as they count.
create table coupon_misses (
  user_id uuid not null references users (id),
  at timestamptz not null
);
create index coupon_misses_of_user on coupon_misses (user_id, at);
