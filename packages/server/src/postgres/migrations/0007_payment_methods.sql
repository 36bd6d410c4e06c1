-- The inbox also keeps what cannot be decided yet: a refund told before its payment waits for it.
-- When the tick asks for the event again, should its job be lost or be waiting; null once it is processed.
alter table stripe_events add column due_at timestamptz;
alter table stripe_events add column waiting_for text;
update stripe_events set due_at = received_at where processed_at is null;
alter table stripe_events add constraint stripe_events_done_or_due check ((processed_at is null) = (due_at is not null));
create index stripe_events_due on stripe_events (due_at) where due_at is not null;
create index stripe_events_waiting on stripe_events (waiting_for) where waiting_for is not null;

-- A top-up that nobody finishes ends by itself; one that is cancelled ends at the card processor too, and a paid one wins.
alter table top_ups drop constraint top_ups_status_check;
alter table top_ups add constraint top_ups_status_check check (
  status in ('requires_payment', 'requires_action', 'processing', 'succeeded', 'failed', 'cancelled')
);
-- The person agreed that a new card is kept for later.
alter table top_ups add column save_card boolean not null default false;
-- When it is given up, should it still wait for its owner; null once it waits for nobody.
alter table top_ups add column expires_at timestamptz;
alter table top_ups add column cancel_reason text check (cancel_reason in ('requested', 'not_finished'));
alter table top_ups add column cancel_requested_at timestamptz;
-- When the card processor is asked (again) to cancel; null when it has been.
alter table top_ups add column cancel_due_at timestamptz;
update top_ups set expires_at = created_at + interval '24 hours' where status not in ('succeeded', 'processing');
alter table top_ups add constraint top_ups_cancel_with_reason check (
  (cancel_requested_at is null) = (cancel_reason is null) and (cancel_due_at is null or cancel_requested_at is not null)
);
alter table top_ups add constraint top_ups_cancelled_with_reason check (status <> 'cancelled' or cancel_reason is not null);
create index top_ups_to_expire on top_ups (expires_at) where expires_at is not null;
create index top_ups_to_cancel on top_ups (cancel_due_at) where cancel_due_at is not null;
drop index top_ups_of_user;
create index top_ups_of_user on top_ups (user_id, created_at desc, id desc);

-- Saved cards: our copy of what the card processor keeps. A card number never comes here.
create table payment_methods (
  id uuid primary key,
  user_id uuid not null references users (id),
  stripe_payment_method_id text not null unique,
  -- The same for the same card number, however often it is saved.
  fingerprint text,
  brand text not null,
  last4 text not null check (last4 ~ '^[0-9]{4}$'),
  exp_month integer not null check (exp_month between 1 and 12),
  exp_year integer not null check (exp_year >= 1970),
  is_default boolean not null,
  added_at timestamptz not null,
  removed_at timestamptz,
  -- Removed here and to be detached at the card processor; null when that is done or was not needed.
  detach_due_at timestamptz,
  -- When its owner was told that it ends soon.
  expiry_told_at timestamptz,
  synced_at timestamptz not null,
  check (not (is_default and removed_at is not null)),
  check (detach_due_at is null or removed_at is not null)
);
create unique index payment_methods_default on payment_methods (user_id) where is_default;
create unique index payment_methods_same_card on payment_methods (user_id, fingerprint) where removed_at is null;
create index payment_methods_of_user on payment_methods (user_id, added_at desc, id desc);
create index payment_methods_to_detach on payment_methods (user_id) where detach_due_at is not null;
create index payment_methods_expiring on payment_methods ((exp_year * 12 + exp_month))
  where removed_at is null and expiry_told_at is null;

-- How each person's saved cards stand with the card processor; its row is the lock of all of them.
create table card_wallets (
  user_id uuid primary key references users (id),
  -- Grows with each change here, so that an older answer never overwrites a newer state.
  version bigint not null,
  -- A default that was chosen here is not known there yet.
  default_unsent boolean not null,
  -- A customer that was deleted at the card processor; the next one must not be taken for a repeat of it.
  former_customer_id text,
  synced_at timestamptz,
  sync_due_at timestamptz
);
create index card_wallets_due on card_wallets (sync_due_at) where sync_due_at is not null;

-- Attempts to save a card, written before the card processor hears of them.
create table card_setups (
  id uuid primary key,
  user_id uuid not null references users (id),
  status text not null check (status in ('requires_card', 'requires_action', 'processing', 'saved', 'failed', 'cancelled')),
  stripe_setup_intent_id text unique,
  client_secret text,
  -- What the caller gave, then what was saved.
  stripe_payment_method_id text,
  failure_code text,
  failure_message text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check (status <> 'saved' or stripe_payment_method_id is not null)
);
create index card_setups_of_user on card_setups (user_id, created_at desc);
