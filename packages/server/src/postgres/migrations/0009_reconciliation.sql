-- Where the ledger is compared with the outside: Stripe, the chain, and itself.
create table reconciliation_sources (
  source text primary key check (source in ('stripe', 'chain', 'ledger')),
  due_at timestamptz not null,
  -- Last comparison that came to its end, and since when there is none.
  compared_at timestamptz,
  failing_since timestamptz,
  failure text,
  -- Up to where Stripe's books are copied.
  cursor_at timestamptz,
  -- What was compared, for the page: sums and counts.
  facts jsonb not null default '{}'
);

create table reconciliation_findings (
  id uuid primary key,
  source text not null references reconciliation_sources (source),
  kind text not null,
  -- The one thing it is about: a payment, a contract, an account.
  subject text not null,
  expected text not null,
  found text not null,
  details jsonb not null default '{}',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  resolved_at timestamptz
);
create unique index reconciliation_findings_open on reconciliation_findings (kind, subject) where resolved_at is null;
create index reconciliation_findings_newest on reconciliation_findings (first_seen_at desc, id desc);

-- How far Stripe's own list of events was read, for those that no webhook brought.
create table stripe_event_sweep (
  id integer primary key check (id = 1),
  swept_until timestamptz not null,
  due_at timestamptz not null
);
