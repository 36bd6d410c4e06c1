-- Fees on Stellar are paid in lumens.
alter table ledger_accounts drop constraint ledger_accounts_asset_check;
alter table ledger_accounts add constraint ledger_accounts_asset_check check (asset in ('USD', 'USDC', 'TFT', 'XLM'));

-- One movement of the operator's funds between USDC, TFT on Stellar and TFT on the chain, from the wish to its end.
create table treasury_transfers (
  id uuid primary key,
  -- `funding` swaps USDC for TFT and may carry it to the chain, `deposit` carries TFT to the chain, `withdrawal` brings it back.
  kind text not null check (kind in ('funding', 'deposit', 'withdrawal')),
  origin text not null check (origin in ('hand', 'policy')),
  started_by uuid references users (id),
  reason text not null,
  -- Of a funding exactly one: USDC to spend, or TFT to obtain. Of the others the TFT to carry.
  spend_units bigint check (spend_units > 0),
  obtain_units bigint check (obtain_units > 0),
  carry_units bigint check (carry_units > 0),
  max_slippage_bps integer check (max_slippage_bps between 0 and 500),
  bridge boolean not null,
  status text not null check (status in ('quoting', 'swapping', 'swapped', 'depositing', 'crossing', 'burning', 'paying_out',
    'completed', 'refunded', 'failed', 'unclear')),
  -- Why it failed, or what it waits for.
  note text,
  -- What really moved, from the outcome of the transactions, never from a quote.
  spent_units bigint check (spent_units > 0),
  delivered_units bigint check (delivered_units > 0),
  deposited_units bigint check (deposited_units > 0),
  credited_units bigint check (credited_units >= 0),
  bridge_fee_units bigint check (bridge_fee_units >= 0),
  -- What the TFT that left Stellar with it had cost, in units of USDC and of USD.
  cost_usdc_units bigint not null default 0 check (cost_usdc_units >= 0),
  cost_units bigint not null default 0 check (cost_units >= 0),
  burn_id bigint,
  mint_block bigint,
  payout_hash text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Since when it waits for the bridge.
  crossing_at timestamptz,
  ended_at timestamptz,
  check ((kind = 'funding') = ((spend_units is null) <> (obtain_units is null))),
  check (kind = 'funding' or (spend_units is null and obtain_units is null)),
  check ((kind = 'funding') = (carry_units is null)),
  check ((kind = 'funding') = (max_slippage_bps is not null)),
  check ((status in ('completed', 'refunded', 'failed')) = (ended_at is not null)),
  check ((spent_units is null) = (delivered_units is null)),
  check (origin = 'policy' or started_by is not null)
);
create index treasury_transfers_newest on treasury_transfers (created_at desc, id desc);
create index treasury_transfers_open on treasury_transfers (created_at) where ended_at is null;
-- The policy has one transfer under way at most, however many ticks run at once.
create unique index treasury_transfers_policy_open on treasury_transfers (origin) where origin = 'policy' and ended_at is null;

-- Transactions for Stellar, stored before they are sent for the first time; sent again they are the same bytes.
create table stellar_submissions (
  id uuid primary key,
  transfer_id uuid not null references treasury_transfers (id),
  purpose text not null check (purpose in ('swap', 'deposit')),
  attempt integer not null check (attempt > 0),
  account text not null,
  sequence bigint not null,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$'),
  unsigned_xdr text not null,
  signed_xdr text,
  -- After a ledger has closed later than this it can never take effect.
  max_time timestamptz not null,
  max_fee_stroops bigint not null check (max_fee_stroops > 0),
  -- What was asked for and quoted: amounts as decimal text.
  terms jsonb not null,
  status text not null check (status in ('unsigned', 'signed', 'succeeded', 'failed', 'expired')),
  posts integer not null default 0,
  note text,
  result_code text,
  ledger bigint,
  fee_stroops bigint check (fee_stroops >= 0),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (transfer_id, purpose, attempt),
  check (status <> 'signed' or signed_xdr is not null)
);
-- One transaction of an account is under way at a time: two could take each other's sequence number.
create unique index stellar_submissions_open on stellar_submissions (account) where status in ('unsigned', 'signed');

-- What came in and what it cost: the oldest is spent first.
create table treasury_lots (
  id uuid primary key,
  asset text not null check (asset in ('USDC', 'TFT')),
  origin text not null check (origin in ('opening', 'purchase', 'swap', 'returned', 'withdrawal')),
  units bigint not null check (units > 0),
  cost_units bigint not null check (cost_units >= 0),
  -- Of TFT: the USDC that were given for it.
  cost_usdc_units bigint not null default 0 check (cost_usdc_units >= 0),
  left_units bigint not null check (left_units between 0 and units),
  left_cost_units bigint not null check (left_cost_units between 0 and cost_units),
  left_cost_usdc_units bigint not null default 0 check (left_cost_usdc_units between 0 and cost_usdc_units),
  bought_at timestamptz not null,
  -- Until it is seen on Stellar it cannot be spent.
  arrived_at timestamptz,
  reference text not null,
  transfer_id uuid references treasury_transfers (id),
  recorded_by uuid references users (id),
  created_at timestamptz not null,
  check (origin <> 'purchase' or recorded_by is not null),
  check (left_units > 0 or (left_cost_units = 0 and left_cost_usdc_units = 0))
);
create index treasury_lots_newest on treasury_lots (bought_at desc, id desc);
create index treasury_lots_to_spend on treasury_lots (asset, bought_at, id) where left_units > 0 and arrived_at is not null;
create unique index treasury_lots_opening on treasury_lots (asset) where origin = 'opening';

-- What Stellar says moved in and out of the account, each leg of an operation once.
create table treasury_movements (
  id uuid primary key,
  operation_id bigint not null,
  direction text not null check (direction in ('in', 'out')),
  asset text not null,
  units bigint not null check (units > 0),
  transaction_hash text not null,
  type text not null,
  counterparty text not null,
  memo text,
  at timestamptz not null,
  status text not null check (status in ('matched', 'unmatched', 'explained')),
  transfer_id uuid references treasury_transfers (id),
  lot_id uuid references treasury_lots (id),
  -- The operator's word for what nobody here started.
  explanation text,
  explained_by uuid references users (id),
  -- Of TFT that went out: what they had cost in USDC.
  cost_usdc_units bigint not null default 0 check (cost_usdc_units >= 0),
  created_at timestamptz not null,
  unique (operation_id, direction),
  check ((status = 'explained') = (explanation is not null)),
  check (status <> 'matched' or transfer_id is not null or lot_id is not null)
);
create index treasury_movements_newest on treasury_movements (at desc, id desc);
create index treasury_movements_open on treasury_movements (at) where status = 'unmatched';

-- How far the account's payments are read. Balances before the first look are its opening.
create table stellar_cursors (
  account text primary key,
  cursor bigint not null,
  opened_at timestamptz not null,
  read_at timestamptz not null
);

-- A withdrawal is one transaction on the chain, for ever.
alter table chain_submissions add column treasury_transfer_id uuid references treasury_transfers (id);
create unique index chain_submissions_of_transfer on chain_submissions (treasury_transfer_id) where treasury_transfer_id is not null;
alter table chain_submissions drop constraint chain_submissions_for_one_thing;
alter table chain_submissions add constraint chain_submissions_for_one_thing
  check (num_nonnulls(deployment_id, payout_id, treasury_transfer_id) <= 1);

alter table reconciliation_sources drop constraint reconciliation_sources_source_check;
alter table reconciliation_sources add constraint reconciliation_sources_source_check
  check (source in ('stripe', 'chain', 'ledger', 'treasury'));
