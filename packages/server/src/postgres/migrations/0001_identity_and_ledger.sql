create table users (
  id uuid primary key,
  email text not null,
  email_verified boolean not null,
  name text not null,
  picture_url text,
  time_zone text not null default 'UTC',
  email_notifications boolean not null default true,
  stripe_customer_id text unique,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
-- One person per verified address; an unverified address proves nothing and may repeat.
create unique index users_verified_email on users (lower(email)) where email_verified;
create index users_newest on users (created_at desc, id desc);

-- The issuer's subjects of a person. A second one is linked only by a verified address.
create table identities (
  subject text primary key,
  user_id uuid not null references users (id),
  linked_at timestamptz not null
);
create index identities_of_user on identities (user_id);

create table role_grants (
  user_id uuid not null references users (id),
  role text not null check (role in ('cloud-provider', 'cloud-operator')),
  granted_at timestamptz not null,
  granted_by text not null,
  reason text not null,
  revoked_at timestamptz,
  primary key (user_id, role, granted_at)
);
create unique index role_grants_live on role_grants (user_id, role) where revoked_at is null;

create table audit_log (
  id uuid primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  object text not null,
  before jsonb,
  after jsonb,
  reason text,
  request_id text
);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null,
  updated_by text not null
);

-- Answers of operations that carried an Idempotency-Key, written in the transaction of their effect.
create table idempotency_records (
  user_id uuid not null,
  operation text not null,
  key text not null,
  body_hash bytea not null,
  resource_id text not null,
  created_at timestamptz not null,
  primary key (user_id, operation, key)
);

create table ledger_accounts (
  id bigint generated always as identity primary key,
  owner text not null,
  kind text not null,
  asset text not null check (asset in ('USD', 'USDC', 'TFT')),
  -- Guarded accounts carry a running balance under a row lock; system accounts carry none and are never hot.
  guarded boolean not null,
  balance bigint,
  -- Of a person's available account: the sum of all statement lines, which is available and held together.
  statement_balance bigint,
  version bigint,
  created_at timestamptz not null,
  unique (owner, kind, asset),
  check (guarded = (balance is not null) and guarded = (version is not null))
);

create table ledger_transfers (
  id bigint generated always as identity primary key,
  kind text not null,
  idempotency_key text not null unique,
  input_hash bytea not null,
  event_at timestamptz not null,
  recorded_at timestamptz not null,
  description text not null,
  deployment_id uuid,
  top_up_id uuid,
  details jsonb not null default '{}'
);

create table ledger_entries (
  account_id bigint not null references ledger_accounts (id),
  transfer_id bigint not null references ledger_transfers (id),
  units bigint not null check (units <> 0),
  balance_after bigint,
  version bigint,
  -- Set on statement lines only: available and held together after this line.
  statement_after bigint,
  primary key (account_id, transfer_id)
);
create unique index ledger_entries_in_order on ledger_entries (account_id, version) where version is not null;
create index ledger_statement on ledger_entries (account_id, version) where statement_after is not null;
create index ledger_entries_of_transfer on ledger_entries (transfer_id);

-- All entries of a transfer arrive in one statement and sum to zero per asset: half a transfer cannot exist.
create function ledger_entries_balanced() returns trigger language plpgsql as $$
declare
  broken bigint;
begin
  select i.transfer_id into broken
  from inserted i join ledger_accounts a on a.id = i.account_id
  group by i.transfer_id, a.asset
  having sum(i.units) <> 0
  limit 1;
  if broken is not null then
    raise exception 'transfer % does not sum to zero', broken using errcode = 'check_violation';
  end if;
  -- Counted per transfer, so that thousands of transfers in one statement cost a look at an index each.
  select i.transfer_id into broken
  from (select transfer_id, count(*) as lines from inserted group by transfer_id) i
  where i.lines <> (select count(*) from ledger_entries e where e.transfer_id = i.transfer_id)
  limit 1;
  if broken is not null then
    raise exception 'transfer % is closed', broken using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger ledger_entries_balanced
  after insert on ledger_entries referencing new table as inserted
  for each statement execute function ledger_entries_balanced();

create table top_ups (
  id uuid primary key,
  user_id uuid not null references users (id),
  amount_units bigint not null check (amount_units > 0),
  status text not null check (status in ('requires_payment', 'requires_action', 'processing', 'succeeded', 'failed')),
  payment_method_id text,
  stripe_payment_intent_id text unique,
  client_secret text,
  failure_code text,
  failure_message text,
  created_at timestamptz not null,
  settled_at timestamptz,
  -- When the sweep asks Stripe itself, should no event come.
  sweep_due_at timestamptz
);
create index top_ups_of_user on top_ups (user_id, created_at desc);
create index top_ups_to_sweep on top_ups (sweep_due_at) where sweep_due_at is not null;

-- The webhook inbox: stored before it is acknowledged, processed in any order.
create table stripe_events (
  id text primary key,
  type text not null,
  payload jsonb not null,
  received_at timestamptz not null,
  processed_at timestamptz,
  outcome text
);

-- Things that need a person.
create table operator_tasks (
  id uuid primary key,
  kind text not null,
  subject text not null,
  detail text not null,
  created_at timestamptz not null,
  done_at timestamptz
);
create unique index operator_tasks_open on operator_tasks (kind, subject) where done_at is null;

create table mail_outbox (
  id uuid primary key,
  dedupe_key text not null unique,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  sent_at timestamptz
);

-- Workers report that they live, so that jobs of one that was killed are given to another at once.
create table job_workers (
  worker_id text primary key,
  seen_at timestamptz not null
);

-- Work of which one process at a time is enough.
create table job_leases (
  name text primary key,
  holder text not null,
  expires_at timestamptz not null
);
