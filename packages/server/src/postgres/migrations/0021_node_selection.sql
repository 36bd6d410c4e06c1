-- Searches for nodes that people keep, at most 20 each: the query as `GET /nodes` takes it.
create table saved_node_filters (
  user_id uuid not null references users (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 60),
  query text not null check (length(query) between 1 and 1000),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (user_id, id)
);
create unique index saved_node_filters_name on saved_node_filters (user_id, lower(name));

-- Why our pick fell on the node: the parts of its score. Null where the person named the node.
alter table quotes add column node_score jsonb;
alter table deployments add column node_score jsonb;
