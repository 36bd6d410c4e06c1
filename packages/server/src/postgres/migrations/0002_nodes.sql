-- The product's copy of the grid's nodes: written by the sync, read into memory for search.
create table nodes (
  id integer primary key,
  farm_id integer not null,
  farm_name text not null,
  twin_id integer not null,
  country text not null,
  -- ISO 3166-1 alpha-2; null where the grid's name of the country is unknown.
  country_code text check (country_code ~ '^[A-Z]{2}$'),
  region text not null,
  city text not null,
  latitude double precision,
  longitude double precision,
  status text not null check (status in ('up', 'down', 'standby')),
  healthy boolean not null,
  -- Cores; memory in MiB; disks in GiB. Free is what the grid leaves after contracts and its own reserve.
  total_cpu integer not null,
  total_memory_mb integer not null,
  total_ssd_gb integer not null,
  total_hdd_gb integer not null,
  free_memory_mb integer not null,
  free_ssd_gb integer not null,
  free_hdd_gb integer not null,
  gpus jsonb not null,
  certified boolean not null,
  dedicated boolean not null,
  rented_by_twin_id integer,
  extra_fee_musd bigint not null,
  ipv4_free integer not null,
  ipv6 boolean not null,
  features text[] not null,
  v3_opted_out boolean not null,
  -- The node's last word to the grid.
  reported_at timestamptz not null,
  -- Since when the grid no longer lists the node; its last state is kept meanwhile.
  unknown_since timestamptz
);
create index nodes_of_farm on nodes (farm_id);

-- One row: how fresh the copy is. `version` grows with every change of `nodes`, so that each process knows when to read again.
create table node_sync (
  id integer primary key check (id = 1),
  version bigint not null,
  synced_at timestamptz,
  failing_since timestamptz
);
insert into node_sync values (1, 0, null, null);

-- Evidence of health per node and UTC day of the sample: seconds known, and seconds of them up.
create table node_health_daily (
  node_id integer not null references nodes (id),
  day date not null,
  up_seconds bigint not null check (up_seconds >= 0),
  known_seconds bigint not null check (known_seconds >= up_seconds),
  primary key (node_id, day)
);
