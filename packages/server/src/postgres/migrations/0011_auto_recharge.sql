-- Who began it: its owner, or the automatic top-up.
alter table top_ups add column kind text not null default 'manual' check (kind in ('manual', 'auto'));
create index top_ups_auto_of_month on top_ups (user_id, created_at) where kind = 'auto';

-- One row per person, so that one automatic payment at most is on its way.
create table auto_recharges (
  user_id uuid primary key references users (id),
  enabled boolean not null,
  threshold_units bigint not null check (threshold_units >= 0),
  amount_units bigint not null check (amount_units > 0),
  monthly_cap_units bigint not null check (monthly_cap_units >= amount_units),
  -- Null: the default card, whichever that is.
  payment_method_id uuid references payment_methods (id),
  state text not null check (state in ('idle', 'charging', 'backing_off', 'paused')),
  -- Declines in a row.
  declines integer not null default 0 check (declines >= 0),
  retry_at timestamptz,
  paused_reason text check (paused_reason in ('declined', 'authentication_required')),
  -- The payment on its way, or the last one.
  top_up_id uuid references top_ups (id),
  charging_since timestamptz,
  updated_at timestamptz not null,
  check ((state = 'backing_off') = (retry_at is not null)),
  check ((state = 'paused') = (paused_reason is not null)),
  check ((state = 'charging') = (charging_since is not null)),
  check (state <> 'charging' or top_up_id is not null)
);
create index auto_recharges_on on auto_recharges (user_id) where enabled;
create index auto_recharges_charging on auto_recharges (user_id) where state = 'charging';
