-- A suspended person may sign in and read, but starts nothing new.
alter table users add column suspended_at timestamptz;
alter table users add column suspended_reason text;
alter table users add constraint users_suspended_with_reason check ((suspended_at is null) = (suspended_reason is null));

-- Each line of the audit log carries the hash of the line before it: a line that is changed or missing breaks the chain.
alter table audit_log add column seq bigint generated always as identity unique;
alter table audit_log add column ip text;
alter table audit_log add column previous_hash bytea;
alter table audit_log add column hash bytea;
create index audit_log_of_object on audit_log (object, seq desc);

alter table operator_tasks add column severity text not null default 'warn' check (severity in ('info', 'warn', 'urgent'));
alter table operator_tasks add column details jsonb not null default '{}';
-- Until when it must be answered, where that is known: a dispute, for example.
alter table operator_tasks add column due_at timestamptz;
alter table operator_tasks add column done_by text;
alter table operator_tasks add column resolution text;
create index operator_tasks_newest on operator_tasks (created_at desc, id desc);

-- What the console shows under the bell. The mail of the same notice goes through mail_outbox.
create table notifications (
  id uuid primary key,
  user_id uuid not null references users (id),
  topic text not null check (topic in ('money', 'deployments', 'maintenance', 'provider', 'operator', 'account')),
  severity text not null check (severity in ('info', 'warn', 'urgent')),
  -- Names the occasion: the same one is told once.
  dedupe_key text not null,
  title text not null,
  body text not null,
  link text,
  created_at timestamptz not null,
  read_at timestamptz,
  unique (user_id, dedupe_key)
);
create index notifications_of_user on notifications (user_id, created_at desc, id desc);
create index notifications_unread on notifications (user_id) where read_at is null;

create table notification_preferences (
  user_id uuid not null references users (id),
  topic text not null check (topic in ('money', 'deployments', 'maintenance', 'provider', 'operator', 'account')),
  mail boolean not null,
  updated_at timestamptz not null,
  primary key (user_id, topic)
);

-- Where the reader goes from the mail: a path of the console.
alter table mail_outbox add column link text;
alter table mail_outbox add column link_label text;

-- TFChain accounts that a person proved to hold. An address belongs to one person at a time.
create table chain_accounts (
  id uuid primary key,
  user_id uuid not null references users (id),
  address text not null,
  public_key text not null,
  twin_id integer,
  connected_at timestamptz not null,
  disconnected_at timestamptz,
  -- The exact text that was signed, and the signature.
  message text not null,
  signature text not null
);
create unique index chain_accounts_live on chain_accounts (address) where disconnected_at is null;
create unique index chain_accounts_of_user on chain_accounts (user_id) where disconnected_at is null;

-- Nodes that their owner brings to this marketplace. One node has one provider at a time.
create table provider_nodes (
  node_id integer primary key,
  user_id uuid not null references users (id),
  farm_id integer not null,
  status text not null check (status in ('requested', 'listed', 'removed')),
  -- The provider's own switch; the operator's is `paused_reason`.
  exposed boolean not null,
  paused_reason text,
  apps text[] not null,
  -- Percent of the markup; null where the general one holds.
  provider_share_percent integer check (provider_share_percent between 0 and 100),
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index provider_nodes_of_user on provider_nodes (user_id);
