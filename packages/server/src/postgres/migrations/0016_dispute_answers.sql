-- What an operator answers in a dispute; written down before Stripe hears of it.
create table dispute_answers (
  id uuid primary key,
  dispute_id text not null references disputes (id),
  -- How the dispute stood: an inquiry that was answered may still become a chargeback, which needs an answer of its own.
  answers text not null check (answers in ('inquiry', 'needs_response')),
  kind text not null check (kind in ('evidence', 'accept')),
  -- Stripe's field names and their texts.
  evidence jsonb,
  reason text,
  status text not null check (status in ('requested', 'sent', 'refused')),
  failure text,
  requested_by uuid not null references users (id),
  created_at timestamptz not null,
  -- First call to Stripe; whoever calls again looks first whether that one had effect.
  attempted_at timestamptz,
  settled_at timestamptz,
  -- When a step asks for the job again, should it be lost.
  due_at timestamptz,
  check ((kind = 'evidence') = (evidence is not null)),
  check ((kind = 'accept') = (reason is not null)),
  check (kind = 'evidence' or answers = 'needs_response'),
  check ((status = 'requested') = (settled_at is null)),
  check ((status = 'requested') = (due_at is not null)),
  check ((status = 'refused') = (failure is not null))
);
-- A bank reads one answer.
create unique index dispute_answers_once on dispute_answers (dispute_id, answers) where status <> 'refused';
create index dispute_answers_of on dispute_answers (dispute_id, created_at desc, id desc);
create index dispute_answers_due on dispute_answers (due_at) where due_at is not null;

-- The operator reads the inbox newest first.
create index stripe_events_newest on stripe_events (received_at desc, id desc);
