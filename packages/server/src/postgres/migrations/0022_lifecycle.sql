-- What an owner asks of a machine: stopped, started, another size. One at a time per deployment.
alter table deployments
  -- The owner wants it to stand still; it stays so whatever else comes and goes.
  add column stop_wanted boolean not null default false,
  -- The kind of the operation under way: while there is one, no other begins.
  add column operation text check (operation in ('stop', 'start', 'resize')),
  drop constraint deployments_suspension_cause_check,
  add constraint deployments_suspension_cause_check check (suspension_cause in ('no_funds', 'cap_reached', 'stopped', 'resizing'));
alter table suspensions
  drop constraint suspensions_cause_check,
  add constraint suspensions_cause_check check (cause in ('no_funds', 'cap_reached', 'stopped', 'resizing'));

create table deployment_operations (
  id uuid primary key,
  deployment_id uuid not null references deployments (id),
  kind text not null check (kind in ('stop', 'start', 'resize')),
  status text not null check (status in ('running', 'done', 'failed', 'cancelled')),
  -- What was asked for, as the owner may read it.
  input jsonb not null default '{}',
  actor text not null,
  request_id text not null,
  -- Why it waits for its node now; null while it is at work or over.
  waits_for text,
  created_at timestamptz not null,
  finished_at timestamptz,
  check ((status = 'running') = (finished_at is null)),
  check (waits_for is null or status = 'running')
);
create unique index deployment_operations_open on deployment_operations (deployment_id) where status = 'running';
create index deployment_operations_newest on deployment_operations (deployment_id, created_at desc, id desc);

-- The log of an operation, in order.
create table deployment_operation_steps (
  operation_id uuid not null references deployment_operations (id),
  id bigint generated always as identity,
  step text not null,
  detail text not null,
  at timestamptz not null,
  primary key (operation_id, id)
);

-- A node that hosts machines is asked each minute, by our clock. Silence counts only from answer to answer.
create table node_polls (
  node_id integer primary key,
  polled_at timestamptz not null,
  answered_at timestamptz,
  -- First of the polls in a row that got no answer, and how many they are.
  silent_since timestamptz,
  silent_polls integer not null default 0 check (silent_polls >= 0),
  check ((silent_since is null) = (silent_polls = 0))
);

-- Nothing after this is charged until it is known whether the machine answers.
alter table deployments add column doubted_since timestamptz;

-- Times in which a machine was not there though it should have been: they are not charged.
create table outages (
  deployment_id uuid not null references deployments (id),
  from_at timestamptz not null,
  until_at timestamptz,
  cause text not null check (cause in ('node_silent', 'node_down', 'machine_failed', 'machine_gone')),
  primary key (deployment_id, from_at),
  check (until_at >= from_at)
);
create unique index outages_open on outages (deployment_id) where until_at is null;

alter table usage_records
  add column paused_seconds integer not null default 0,
  drop constraint usage_kept_within,
  add constraint usage_kept_within check (kept_seconds >= 0 and paused_seconds >= 0 and kept_seconds + paused_seconds <= seconds);

-- Another size has another price, from a full hour on: hours before it are charged at the one before.
alter table deployments
  -- The size and price that come with the next start.
  add column next_size jsonb,
  add column price_from timestamptz check (date_trunc('hour', price_from, 'UTC') = price_from),
  add column previous_hourly_units bigint check (previous_hourly_units >= 0),
  add column previous_grid_hourly_units bigint check (previous_grid_hourly_units >= 0),
  add column previous_kept_hourly_units bigint check (previous_kept_hourly_units >= 0),
  add column previous_passed_on_hourly_units bigint check (previous_passed_on_hourly_units >= 0),
  add column previous_parts jsonb,
  add constraint deployments_previous_price check (
    (price_from is null) = (previous_hourly_units is null)
    and (price_from is null) = (previous_grid_hourly_units is null)
    and (price_from is null) = (previous_passed_on_hourly_units is null)
    and (price_from is null) = (previous_parts is null));

-- Variables of the machine's first process; they come with the next start.
alter table deployments add column environment jsonb not null default '{}';
