-- Who had which node listed here in which time: what a node earns belongs to its holder of that hour. Kept by the trigger,
-- so that it is complete whoever changes a listing, and how.
create table node_holdings (
  id bigint generated always as identity primary key,
  node_id integer not null,
  user_id uuid not null references users (id),
  from_at timestamptz not null,
  until_at timestamptz check (until_at >= from_at)
);
create unique index node_holdings_open on node_holdings (node_id) where until_at is null;
create index node_holdings_of_node on node_holdings (node_id, from_at);
create index node_holdings_of_user on node_holdings (user_id);
insert into node_holdings (node_id, user_id, from_at)
select node_id, user_id, created_at from provider_nodes where status = 'listed';

create function provider_nodes_holding() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.user_id = new.user_id and (old.status = 'listed') = (new.status = 'listed') then
    return null;
  end if;
  update node_holdings set until_at = greatest(from_at, new.updated_at) where node_id = new.node_id and until_at is null;
  if new.status = 'listed' then
    insert into node_holdings (node_id, user_id, from_at) values (new.node_id, new.user_id, new.updated_at);
  end if;
  return null;
end $$;
create trigger provider_nodes_holding after insert or update on provider_nodes
  for each row execute function provider_nodes_holding();

-- UTC days whose provider shares are counted; a closed day never changes.
create table earning_days (
  day date primary key,
  closed_at timestamptz not null
);

-- What this marketplace owes for one node and one UTC day: the provider shares of its usage records, to the unit.
create table earnings (
  id bigint generated always as identity primary key,
  day date not null references earning_days (day),
  node_id integer not null,
  farm_id integer not null,
  -- Whose listed node it was in those hours; null: nobody's, the share stays on the farm's account.
  user_id uuid references users (id),
  units bigint not null check (units >= 0),
  -- Seconds of machines charged on the node.
  seconds bigint not null check (seconds > 0),
  payable_at timestamptz,
  -- Posted to the provider's held account, and from there to what is payable.
  held_at timestamptz,
  released_at timestamptz,
  unique nulls not distinct (day, node_id, farm_id, user_id),
  check ((user_id is null) = (payable_at is null)),
  check (held_at is null or user_id is not null),
  check (released_at is null or held_at is not null)
);
create index earnings_of_user on earnings (user_id, day) where user_id is not null;
create index earnings_to_post on earnings (day) where user_id is not null and units > 0 and held_at is null;
create index earnings_to_release on earnings (payable_at) where held_at is not null and released_at is null;
create index earnings_unclaimed on earnings (farm_id) where user_id is null;

-- Contracts of our twin as the chain told of them, whether or not their deployment knows it already.
create table chain_contracts (
  contract_id bigint primary key,
  node_id integer not null,
  created_block bigint not null
);

-- Bills that the chain made for our contracts, each event once.
create table chain_bills (
  block bigint not null,
  event_index integer not null,
  at timestamptz not null,
  contract_id bigint not null,
  node_id integer not null,
  -- Whose listed node it was then.
  user_id uuid references users (id),
  -- `billed` and `overdrawn` set an amount aside; `distributed` pays out what was set aside.
  kind text not null check (kind in ('billed', 'overdrawn', 'distributed')),
  discount_level text,
  -- Units of TFT: of the event, and the farmer's part of it by the rules of that runtime.
  amount_units bigint not null check (amount_units >= 0),
  farmer_units bigint not null check (farmer_units between 0 and amount_units),
  spec_version integer not null,
  -- The chain's billing price of that block, and what the farmer's part was worth at it in units of USD.
  price_musd integer not null check (price_musd > 0),
  farmer_usd_units bigint not null check (farmer_usd_units >= 0),
  primary key (block, event_index)
);
create index chain_bills_of_user on chain_bills (user_id, at) where user_id is not null;

-- Which finalized blocks are still to be read: one row without an end follows the chain, one row per gap that a node had
-- forgotten before it was read.
create table chain_scans (
  id bigint generated always as identity primary key,
  next_block bigint not null,
  until_block bigint,
  -- Of a gap: the time it spans. Of the other: when it was last moved on.
  from_at timestamptz not null,
  until_at timestamptz,
  tried_at timestamptz,
  check (until_block >= next_block),
  check ((until_block is null) = (until_at is null))
);
create unique index chain_scans_head on chain_scans ((until_block is null)) where until_block is null;

-- Where a provider's payouts go: an account of TFChain.
create table payout_addresses (
  user_id uuid primary key references users (id),
  address text not null,
  changed_at timestamptz not null
);

create table payout_runs (
  id uuid primary key,
  started_by uuid not null references users (id),
  -- Thousandths of a dollar per TFT, and when it was read from the chain.
  price_musd integer not null check (price_musd > 0),
  price_at timestamptz not null,
  created_at timestamptz not null
);
create index payout_runs_newest on payout_runs (created_at desc, id desc);

create table payouts (
  id uuid primary key,
  user_id uuid not null references users (id),
  amount_units bigint not null check (amount_units > 0),
  -- As it was set when the payout was asked for.
  address text not null,
  status text not null check (status in ('pending', 'sending', 'unclear', 'paid', 'returned')),
  reason text,
  run_id uuid references payout_runs (id),
  tft_units bigint check (tft_units > 0),
  fee_units bigint check (fee_units >= 0),
  block bigint,
  requested_at timestamptz not null,
  settled_at timestamptz,
  check ((status = 'pending') = (run_id is null)),
  check ((run_id is null) = (tft_units is null)),
  check ((status in ('paid', 'returned')) = (settled_at is not null)),
  check (status not in ('returned', 'unclear') or reason is not null)
);
create index payouts_of_user on payouts (user_id, requested_at desc, id desc);
create index payouts_newest on payouts (requested_at desc, id desc);
create index payouts_open on payouts (status, requested_at) where status in ('pending', 'sending', 'unclear');
create index payouts_of_run on payouts (run_id);

-- A payout has at most one transaction on the chain, for ever: a second one cannot even be written down.
alter table chain_submissions add column payout_id uuid references payouts (id);
create unique index chain_submissions_of_payout on chain_submissions (payout_id) where payout_id is not null;
alter table chain_submissions add constraint chain_submissions_for_one_thing check (deployment_id is null or payout_id is null);
