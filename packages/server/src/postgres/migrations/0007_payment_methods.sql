-- The inbox also keeps what cannot be decided yet: a refund told before its payment waits for it.
-- When the tick asks for the event again, should its job be lost or be waiting; null once it is processed.
alter table stripe_events add column due_at timestamptz;
alter table stripe_events add column waiting_for text;
update stripe_events set due_at = received_at where processed_at is null;
alter table stripe_events add constraint stripe_events_done_or_due check ((processed_at is null) = (due_at is not null));
create index stripe_events_due on stripe_events (due_at) where due_at is not null;
create index stripe_events_waiting on stripe_events (waiting_for) where waiting_for is not null;
