-- Texts that a person was given to sign. Each proves one account once, until it expires.
create table account_challenges (
  id uuid primary key,
  user_id uuid not null references users (id),
  purpose text not null check (purpose in ('connect')),
  address text not null,
  nonce text not null unique,
  message text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  used_at timestamptz
);
create index account_challenges_of_user on account_challenges (user_id, created_at);

-- Addresses of one key differ by network: the key is the account.
create unique index chain_accounts_live_key on chain_accounts (public_key) where disconnected_at is null;

-- How the operator reaches a provider. Customers never see it.
create table provider_profiles (
  user_id uuid primary key references users (id),
  name text not null,
  contact_email text not null,
  contact_phone text,
  website text,
  about text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table provider_requests (
  id uuid primary key,
  user_id uuid not null references users (id),
  status text not null check (status in ('pending', 'needs_info', 'approved', 'declined', 'withdrawn')),
  -- The connection that proved the nodes when it was sent; it is asked again when it is decided.
  chain_account_id uuid not null references chain_accounts (id),
  -- Name and genesis hash of the chain: node ids mean something within one network only.
  network text not null,
  apps text[] not null check (cardinality(apps) > 0),
  name text not null,
  contact_email text not null,
  contact_phone text,
  comment text,
  sla_version integer not null,
  sla_accepted_at timestamptz not null,
  decided_at timestamptz,
  decided_by uuid references users (id),
  decision_reason text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check ((status in ('approved', 'declined')) = (decided_at is not null)),
  check ((decided_at is null) = (decided_by is null)),
  check (status <> 'declined' or decision_reason is not null)
);
create unique index provider_requests_open on provider_requests (user_id) where status in ('pending', 'needs_info');
create index provider_requests_newest on provider_requests (created_at desc, id desc);
create index provider_requests_of_user on provider_requests (user_id, created_at desc, id desc);

create table provider_request_nodes (
  request_id uuid not null references provider_requests (id),
  node_id integer not null,
  farm_id integer not null,
  -- While its request is open the node is claimed: nobody else can ask for it.
  open boolean not null,
  primary key (request_id, node_id)
);
create unique index provider_request_nodes_claimed on provider_request_nodes (node_id) where open;

create table provider_request_messages (
  id uuid primary key,
  request_id uuid not null references provider_requests (id),
  author text not null check (author in ('provider', 'operator')),
  user_id uuid not null references users (id),
  text text not null,
  created_at timestamptz not null
);
create index provider_request_messages_in_order on provider_request_messages (request_id, created_at, id);

-- How much runs on a node: its provider is told the number.
create index deployments_live_on_node on deployments (node_id) where status not in ('deleted', 'failed');

-- Which state of a person's roles the identity provider was told last; a newer one is still to be told.
create table role_mirrors (
  user_id uuid primary key references users (id),
  version bigint not null,
  mirrored_version bigint not null default 0 check (mirrored_version <= version),
  mirrored_at timestamptz
);
create index role_mirrors_behind on role_mirrors (user_id) where mirrored_version < version;
