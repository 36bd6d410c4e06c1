-- Name and address on a person's documents; without a row their profile's name and e-mail stand there.
create table billing_details (
  user_id uuid primary key references users (id),
  name text not null,
  address_lines text[] not null check (cardinality(address_lines) between 1 and 4),
  country text not null check (country ~ '^[A-Z]{2}$'),
  vat_id text,
  updated_at timestamptz not null
);

-- The last number of each series; its row is the lock of whoever takes the next.
create table document_series (
  series text primary key,
  last bigint not null check (last >= 0)
);

-- Receipts, invoices and credit notes as they were issued. The application may only add.
create table documents (
  id uuid primary key,
  kind text not null check (kind in ('receipt', 'invoice', 'credit_note')),
  series text not null check (series ~ '^(RCP|INV|CRN)-[0-9]{4}$'),
  ordinal bigint not null check (ordinal > 0),
  number text not null unique
    generated always as (series || '-' || lpad(ordinal::text, greatest(6, length(ordinal::text)), '0')) stored,
  -- No number without the one before it, and nothing is ever removed: no series has a gap.
  previous_ordinal bigint generated always as (nullif(ordinal - 1, 0)) stored,
  user_id uuid not null references users (id),
  issued_at timestamptz not null,
  -- Of an invoice: its month, [from, until).
  period_from timestamptz,
  period_until timestamptz,
  -- Of a receipt or credit note: the transfer that it confirms.
  transfer_id bigint unique references ledger_transfers (id),
  total_units bigint not null,
  tax_units bigint not null,
  -- All that it says, as the API gives it.
  content jsonb not null,
  unique (series, ordinal),
  foreign key (series, previous_ordinal) references documents (series, ordinal),
  check ((kind = 'invoice') = (period_from is not null) and (kind = 'invoice') = (period_until is not null)),
  check ((kind = 'invoice') = (transfer_id is null)),
  check (content ->> 'number' = number),
  check ((content -> 'total' ->> 'amount')::numeric * 10000000 = total_units),
  check ((content -> 'net' ->> 'amount')::numeric * 10000000 = total_units - tax_units)
);
create unique index documents_invoice_of_month on documents (user_id, period_from) where kind = 'invoice';
create index documents_of_user on documents (user_id, issued_at desc, ordinal desc, id desc);
create index documents_newest on documents (issued_at desc, ordinal desc, id desc);
create index documents_by_month on documents (period_from) where kind = 'invoice';

-- Which lines of a person's statement an invoice is made of: those of [first_version, last_version] that happened before
-- `until_at`, without those that were on the invoice before it: they happened before `previous_until_at` and were
-- recorded up to `previous_version`. A line that was recorded late so comes on the next invoice, and none comes twice.
create table invoice_coverage (
  document_id uuid primary key references documents (id),
  account_id bigint not null references ledger_accounts (id),
  until_at timestamptz not null,
  first_version bigint not null,
  last_version bigint not null,
  previous_until_at timestamptz,
  previous_version bigint,
  -- Where the lines of the next invoice begin.
  next_version bigint not null,
  closing_units bigint not null,
  unique (account_id, until_at),
  check ((previous_until_at is null) = (previous_version is null)),
  check (previous_until_at < until_at and previous_version <= last_version),
  check (next_version between first_version and last_version + 1)
);

-- Months of which everybody has their invoice.
create table invoice_months (
  month text primary key check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  finished_at timestamptz not null
);

-- For the step that looks for payments without their document.
create index ledger_transfers_of_payments on ledger_transfers (recorded_at) where kind in ('top_up', 'refund');
