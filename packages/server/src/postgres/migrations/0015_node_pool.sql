-- The provider's percent of the markup on one node, set apart from the general one. It holds from the begin of an hour on, so
-- that no hour has two; of two for the same hour the later one holds. Rows are only added.
create table node_shares (
  id bigint generated always as identity primary key,
  node_id integer not null,
  from_hour timestamptz not null check (extract(epoch from from_hour) % 3600 = 0),
  -- Null: what the marketplace gave in general when the order was made holds again.
  percent integer check (percent between 0 and 100),
  reason text not null,
  set_by uuid not null references users (id),
  set_at timestamptz not null,
  check (from_hour >= set_at)
);
create index node_shares_in_force on node_shares (node_id, from_hour desc, id desc);
alter table provider_nodes drop column provider_share_percent;

-- Since when the provider takes it out: nothing new comes, and it is gone when nothing runs on it any more.
alter table provider_nodes add column leaving_since timestamptz;
alter table provider_nodes add check (leaving_since is null or not exposed);
create index provider_nodes_leaving on provider_nodes (node_id) where leaving_since is not null and status = 'listed';
