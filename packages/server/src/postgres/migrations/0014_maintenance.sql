create extension if not exists btree_gist;

-- Announced times in which a node may be down. Windows of one node do not overlap.
create table maintenance_windows (
  id uuid primary key,
  node_id integer not null references nodes (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  -- Zone in which the window was thought of; the instants above hold.
  time_zone text not null,
  comment text,
  created_by uuid not null references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- Grows with every change: each version is told once.
  version integer not null check (version > 0),
  cancelled_at timestamptz,
  told_day_before boolean not null,
  told_start boolean not null,
  told_end boolean not null,
  check (ends_at > starts_at),
  constraint maintenance_windows_apart exclude using gist
    (node_id with =, tstzrange(starts_at, ends_at) with &&) where (cancelled_at is null)
);
create index maintenance_windows_newest on maintenance_windows (starts_at desc, id desc);
create index maintenance_windows_to_tell on maintenance_windows (starts_at) where cancelled_at is null and not told_end;
