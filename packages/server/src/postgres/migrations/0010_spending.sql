-- A deployment without funds, or at its limit, is suspended: nothing answers, its data is kept.
alter table deployments
  add column suspension_cause text check (suspension_cause in ('no_funds', 'cap_reached')),
  -- Until when unpaid data is kept, as the person was told; null for every other suspension and on the way back.
  add column data_kept_until timestamptz,
  add column final_notice_at timestamptz,
  -- Price per hour of what is kept while it is suspended; from the accepted price, at the first suspension.
  add column kept_hourly_units bigint check (kept_hourly_units >= 0),
  -- What the node has confirmed, and what it shall come to. `broken`: the node took the machine back but could not start it.
  add column power text not null default 'on' check (power in ('on', 'off', 'broken')),
  add column power_wanted text not null default 'on' check (power_wanted in ('on', 'off')),
  -- The exact change under way, written before chain and node hear of it.
  add column power_change jsonb,
  -- When the node is asked again, after silence or a refusal.
  add column power_retry_at timestamptz,
  -- Version of the deployment on its node: one more with each change.
  add column workload_version integer not null default 0,
  -- Limit of charges in a UTC month, and which percent of it was told for which month.
  add column cap_units bigint check (cap_units > 0),
  add column cap_action text check (cap_action in ('notify', 'stop')),
  add column cap_told_month text,
  add column cap_told_percent integer not null default 0,
  add constraint deployments_suspended_with_cause check ((status = 'suspended') = (suspension_cause is not null)),
  add constraint deployments_kept_when_unpaid check (
    (data_kept_until is not null) = coalesce(suspension_cause = 'no_funds' and power_wanted = 'off', false)),
  add constraint deployments_cap_whole check ((cap_units is null) = (cap_action is null));
create index deployments_spending on deployments (user_id) where status in ('running', 'degraded', 'suspended');
create index deployments_unpaid on deployments (data_kept_until) where data_kept_until is not null;
create index deployments_switching on deployments (id) where status = 'suspended' and (power <> power_wanted or power_wanted = 'on' or power_change is not null);

-- Times in which a deployment was suspended: they are charged at `kept_hourly_units`.
create table suspensions (
  deployment_id uuid not null references deployments (id),
  from_at timestamptz not null,
  until_at timestamptz,
  cause text not null check (cause in ('no_funds', 'cap_reached')),
  primary key (deployment_id, from_at),
  check (until_at >= from_at)
);
create unique index suspensions_open on suspensions (deployment_id) where until_at is null;

-- Seconds of the hour in which it was suspended; the rest it ran.
alter table usage_records
  add column kept_seconds integer not null default 0,
  add constraint usage_kept_within check (kept_seconds between 0 and seconds);

-- Charges per deployment and UTC month: the sum of its usage records, kept by the billing run.
create table monthly_spend (
  deployment_id uuid not null references deployments (id),
  month text not null check (month ~ '^\d{4}-\d{2}$'),
  user_id uuid not null references users (id),
  units bigint not null check (units >= 0),
  primary key (deployment_id, month)
);
create index monthly_spend_of_user on monthly_spend (user_id, month);
insert into monthly_spend (deployment_id, month, user_id, units)
select u.deployment_id, to_char(u.hour at time zone 'UTC', 'YYYY-MM'), d.user_id, sum(u.amount_units)
from usage_records u join deployments d on d.id = u.deployment_id
group by 1, 2, 3;

-- Limit of a person's charges in a UTC month, over all deployments.
create table spending_caps (
  user_id uuid primary key references users (id),
  monthly_units bigint not null check (monthly_units > 0),
  action text not null check (action in ('notify', 'block_new', 'stop')),
  told_month text,
  told_percent integer not null default 0,
  updated_at timestamptz not null
);

-- Which threshold of runway a person was told last, in hours; null or no row when none.
create table balance_watches (
  user_id uuid primary key references users (id),
  told_hours integer check (told_hours > 0)
);
