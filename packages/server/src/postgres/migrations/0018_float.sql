-- Of the staking discount: what the accepted price passes on per hour, and the provider's percent of the rest.
alter table deployments
  add column passed_on_hourly_units bigint not null default 0 check (passed_on_hourly_units >= 0),
  add column discount_share_percent integer not null default 0 check (discount_share_percent between 0 and 100);
update deployments d set passed_on_hourly_units = p.units
from (select o.id, -sum((part ->> 'hourlyUnits')::bigint) as units
      from deployments o cross join lateral jsonb_array_elements(o.parts) part
      where part ->> 'code' = 'discount' group by o.id) p
where p.id = d.id and p.units > 0;

-- What the chain takes off the list price of a deployment's contract per hour, from a moment on; a row per change.
create table staking_levels (
  deployment_id uuid not null references deployments (id),
  from_at timestamptz not null,
  level text not null check (level in ('none', 'default', 'bronze', 'silver', 'gold')),
  discount_hourly_units bigint not null check (discount_hourly_units >= 0),
  primary key (deployment_id, from_at)
);
create index chain_bills_of_contract on chain_bills (contract_id, block desc, event_index desc);
