create table ssh_keys (
  user_id uuid not null references users (id),
  id uuid not null unique,
  name text not null,
  public_key text not null,
  fingerprint text not null,
  created_at timestamptz not null,
  primary key (user_id, fingerprint)
);

create table quotes (
  id uuid primary key,
  user_id uuid not null references users (id),
  request jsonb not null,
  node_id integer not null,
  hourly_units bigint not null check (hourly_units >= 0),
  grid_hourly_units bigint not null check (grid_hourly_units >= 0),
  parts jsonb not null,
  node_reason text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_by uuid
);
create index quotes_of_user on quotes (user_id, created_at desc);

create table deployments (
  id uuid primary key,
  user_id uuid not null references users (id),
  name text not null,
  status text not null check (status in
    ('reserving', 'funding', 'contracting', 'deploying', 'running', 'degraded', 'suspended', 'deleting', 'deleted', 'failed')),
  status_reason text,
  status_since timestamptz not null,
  app_id text not null,
  image_id text not null,
  size jsonb not null,
  public_ipv4 boolean not null,
  ssh_keys jsonb not null,
  -- The node runs the light kind of machines.
  light boolean not null default false,
  node_id integer not null,
  node_place jsonb not null,
  -- The price that was accepted, kept for the life of the deployment.
  hourly_units bigint not null check (hourly_units >= 0),
  grid_hourly_units bigint not null check (grid_hourly_units between 0 and hourly_units),
  provider_share_percent integer not null check (provider_share_percent between 0 and 100),
  farm_id integer not null,
  parts jsonb not null,
  hold_units bigint not null,
  hold_released_at timestamptz,
  -- The exact deployment that the contract's hash binds, written before the chain hears of it.
  workload jsonb,
  workload_hash text,
  contract_id bigint unique,
  result jsonb,
  delete_requested_at timestamptz,
  failure_code text,
  -- Usage is charged for [billing_from, billing_until).
  billing_from timestamptz,
  billing_until timestamptz,
  billed_until timestamptz,
  cost_units bigint not null default 0,
  step_started_at timestamptz,
  created_at timestamptz not null,
  deleted_at timestamptz,
  check (billing_until is null or billing_from is not null)
);
create unique index deployments_live_name on deployments (user_id, name) where status not in ('deleted', 'failed');
create index deployments_of_user on deployments (user_id, created_at desc, id desc);
create index deployments_newest on deployments (created_at desc, id desc);
create index deployments_moving on deployments (status) where status in ('reserving', 'funding', 'contracting', 'deploying', 'deleting');
create index deployments_to_bill on deployments (billed_until) where billing_from is not null and billed_until is distinct from billing_until;

create table deployment_events (
  deployment_id uuid not null references deployments (id),
  id bigint generated always as identity,
  from_status text,
  to_status text not null,
  cause text not null,
  detail text not null,
  actor text not null,
  at timestamptz not null,
  request_id text,
  primary key (deployment_id, id)
);

-- One record per deployment and UTC hour: the guard that charges an hour exactly once.
create table usage_records (
  deployment_id uuid not null references deployments (id),
  hour timestamptz not null,
  seconds integer not null check (seconds between 1 and 3600),
  hourly_units bigint not null,
  amount_units bigint not null check (amount_units >= 0),
  grid_cost_units bigint not null,
  provider_share_units bigint not null,
  margin_units bigint not null,
  transfer_id bigint,
  recorded_at timestamptz not null,
  primary key (deployment_id, hour),
  check (grid_cost_units + provider_share_units + margin_units = amount_units)
);
create index usage_by_hour on usage_records (hour);

-- What is signed and sent to the chain: the bytes are stored before the first sending.
create table chain_submissions (
  id uuid primary key,
  deployment_id uuid references deployments (id),
  purpose text not null,
  call jsonb not null,
  status text not null check (status in ('queued', 'signed', 'succeeded', 'refused', 'expired')),
  nonce bigint,
  signed_bytes text,
  hash text,
  birth_block bigint,
  last_valid_block bigint,
  scanned_block bigint,
  included_block bigint,
  result jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create index chain_submissions_open on chain_submissions (created_at) where status in ('queued', 'signed');
create unique index chain_submissions_nonce on chain_submissions (nonce) where status = 'signed';
create index chain_submissions_of_deployment on chain_submissions (deployment_id, created_at);

-- One signer at a time: whoever holds the lease carries its token into every write.
create table chain_lease (
  id integer primary key check (id = 1),
  token bigint not null,
  holder text not null,
  expires_at timestamptz not null
);
insert into chain_lease values (1, 0, '', 'epoch');

-- The last facts read from the chain, with their age.
create table chain_facts (
  key text primary key,
  value jsonb not null,
  seen_at timestamptz not null
);
