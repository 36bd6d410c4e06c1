-- Of the staking discount: what the accepted price passes on per hour, and the provider's percent of the rest.
alter table deployments
  add column passed_on_hourly_units bigint not null default 0 check (passed_on_hourly_units >= 0),
  add column discount_share_percent integer not null default 0 check (discount_share_percent between 0 and 100);
update deployments d set passed_on_hourly_units = p.units
from (select o.id, -sum((part ->> 'hourlyUnits')::bigint) as units
      from deployments o cross join lateral jsonb_array_elements(o.parts) part
      where part ->> 'code' = 'discount' group by o.id) p
where p.id = d.id and p.units > 0;

-- What the chain takes off the list price of a deployment's contract per hour, from a moment on; a row per change.
create table staking_levels (
  deployment_id uuid not null references deployments (id),
  from_at timestamptz not null,
  level text not null check (level in ('none', 'default', 'bronze', 'silver', 'gold')),
  discount_hourly_units bigint not null check (discount_hourly_units >= 0),
  primary key (deployment_id, from_at)
);
create index chain_bills_of_contract on chain_bills (contract_id, block desc, event_index desc);

-- What the float was each hour: what its policy would have done is told from it.
create table float_samples (
  hour timestamptz primary key,
  taken_at timestamptz not null,
  -- Units of TFT: on the twin, on the stash, and what leaves per hour.
  usable_units bigint not null check (usable_units >= 0),
  stash_units bigint not null check (stash_units >= 0),
  burn_units bigint not null check (burn_units >= 0),
  runway_hours bigint check (runway_hours >= 0),
  -- Twin and stash together below which a contract loses its level; null where none has one.
  level_bound_units bigint check (level_bound_units > 0),
  -- Units of USD for one TFT.
  price_units bigint not null check (price_units > 0),
  -- Contracts by level.
  levels jsonb not null
);

-- Bounds that were passed since the last recovery: each is told once per fall.
create table float_alerts (
  kind text not null check (kind in ('low_balance', 'runway')),
  bound bigint not null check (bound > 0),
  passed_at timestamptz not null,
  primary key (kind, bound)
);

-- One row: when USDC becomes TFT on the twin without a person. Amounts in units of 1e-7.
create table top_up_policy (
  id integer primary key default 1 check (id = 1),
  version integer not null check (version > 0),
  mode text not null check (mode in ('off', 'dry_run', 'live')),
  below_units bigint check (below_units > 0),
  runway_hours integer check (runway_hours > 0),
  level_drop_hours integer check (level_drop_hours > 0),
  target_units bigint not null check (target_units > 0),
  minimum_spend_units bigint not null check (minimum_spend_units > 0),
  day_cap_units bigint not null check (day_cap_units >= minimum_spend_units),
  month_cap_units bigint not null check (month_cap_units >= day_cap_units),
  max_slippage_bps integer not null check (max_slippage_bps between 1 and 500),
  cooldown_minutes integer not null check (cooldown_minutes >= 0),
  approval_above_units bigint check (approval_above_units >= 0),
  updated_at timestamptz not null,
  updated_by text not null,
  paused_at timestamptz,
  -- Failures before it do not count any more.
  resumed_at timestamptz,
  check (below_units is null or below_units < target_units),
  check (mode = 'off' or num_nonnulls(below_units, runway_hours, level_drop_hours) > 0)
);

-- What the policy decided and why. A decision that only repeats the last one is counted there.
create table top_up_decisions (
  id uuid primary key,
  action text not null check (action in ('none', 'pause', 'wait', 'dry_run', 'ask', 'start', 'approved', 'declined', 'withdrawn')),
  reason text not null,
  trigger text check (trigger in ('below', 'runway', 'level_drop')),
  -- USDC to spend, and TFT that should come of it.
  spend_units bigint check (spend_units > 0),
  expected_units bigint check (expected_units >= 0),
  policy_version integer not null,
  -- What it was decided by.
  usable_units bigint not null,
  runway_hours bigint,
  price_units bigint not null,
  first_at timestamptz not null,
  last_at timestamptz not null check (last_at >= first_at),
  times integer not null default 1 check (times > 0),
  -- Of a question: until when a person may answer; who did, when, and in which words.
  expires_at timestamptz,
  decided_at timestamptz,
  decided_by uuid references users (id),
  note text,
  transfer_id uuid references treasury_transfers (id),
  check ((spend_units is null) = (expected_units is null)),
  check ((action = 'ask') = (expires_at is not null and decided_at is null)),
  check (action not in ('approved', 'declined') or decided_by is not null),
  check ((action in ('start', 'approved')) = (transfer_id is not null))
);
create index top_up_decisions_newest on top_up_decisions (first_at desc, id desc);
-- One question at a time.
create unique index top_up_decisions_asked on top_up_decisions (action) where action = 'ask';
-- A transfer has one decision.
create unique index top_up_decisions_of_transfer on top_up_decisions (transfer_id) where transfer_id is not null;
