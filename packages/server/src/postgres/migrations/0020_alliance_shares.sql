-- How an alliance divides what its nodes earn: versions, each from a day on. Decided by a vote of the members.
create table alliance_agreements (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  version integer not null check (version > 0),
  formula jsonb not null,
  -- UTC day from which use is divided by it.
  effective_on date not null,
  comment text,
  status text not null check (status in ('proposed', 'accepted', 'rejected', 'withdrawn', 'lapsed')),
  proposed_by uuid not null references users (id),
  proposed_at timestamptz not null,
  decided_at timestamptz check (decided_at >= proposed_at),
  unique (alliance_id, version),
  unique (id, alliance_id),
  check ((status = 'proposed') = (decided_at is null)),
  -- A day to come, when it is proposed and when it is accepted: what was earned before is never divided anew.
  check (proposed_at < effective_on::timestamp at time zone 'UTC'),
  check (status <> 'accepted' or decided_at < effective_on::timestamp at time zone 'UTC')
);
create unique index alliance_agreements_open on alliance_agreements (alliance_id) where status = 'proposed';
create unique index alliance_agreements_in_force on alliance_agreements (alliance_id, effective_on) where status = 'accepted';
create index alliance_agreements_to_lapse on alliance_agreements (effective_on) where status = 'proposed';
alter table alliance_votes add foreign key (agreement_id, alliance_id) references alliance_agreements (id, alliance_id);

-- What was agreed stays as it was: only an open proposal is decided, once, and nothing else of it changes.
create function alliance_agreements_frozen() returns trigger language plpgsql as $$
begin
  if old.status <> 'proposed' then
    raise exception 'agreement % is decided', old.id;
  end if;
  if (new.id, new.alliance_id, new.version, new.formula, new.effective_on, new.comment, new.proposed_by, new.proposed_at)
     is distinct from
     (old.id, old.alliance_id, old.version, old.formula, old.effective_on, old.comment, old.proposed_by, old.proposed_at) then
    raise exception 'an agreement does not change';
  end if;
  return new;
end $$;
create trigger alliance_agreements_frozen before update on alliance_agreements
  for each row execute function alliance_agreements_frozen();
create function alliance_past_stays() returns trigger language plpgsql as $$
begin
  raise exception 'what an alliance agreed and earned stays';
end $$;
create trigger alliance_agreements_stay before delete on alliance_agreements
  for each row execute function alliance_past_stays();

-- Provider share that one node earned for an alliance in one hour, and the version that divides it (null: none was in
-- force, all of it is the holder's). Written when the day is closed, never changed.
create table alliance_pools (
  alliance_id uuid not null references alliances (id),
  hour timestamptz not null,
  node_id integer not null,
  farm_id integer not null,
  holder_id uuid not null references users (id),
  agreement_id uuid references alliance_agreements (id),
  units bigint not null check (units >= 0),
  seconds bigint not null check (seconds > 0),
  primary key (alliance_id, hour, node_id, farm_id)
);
create index alliance_pools_by_hour on alliance_pools (hour);

-- What each member brought in such an hour: resource units of the nodes given, and the same weighted by uptime.
create table alliance_facts (
  alliance_id uuid not null references alliances (id),
  hour timestamptz not null,
  user_id uuid not null references users (id),
  contribution numeric not null check (contribution >= 0),
  performance numeric not null check (performance >= 0),
  primary key (alliance_id, hour, user_id)
);

-- What each member got of a pool. The parts sum to it.
create table alliance_shares (
  alliance_id uuid not null,
  hour timestamptz not null,
  node_id integer not null,
  farm_id integer not null,
  user_id uuid not null references users (id),
  units bigint not null check (units >= 0),
  -- What of it is the part of a fee.
  fee_units bigint not null check (fee_units between 0 and units),
  primary key (alliance_id, hour, node_id, farm_id, user_id),
  foreign key (alliance_id, hour, node_id, farm_id) references alliance_pools (alliance_id, hour, node_id, farm_id)
);
create index alliance_shares_of_user on alliance_shares (user_id, alliance_id, hour);

-- Holds at the end of the statement, whichever of the two it adds to.
create function alliance_pool_is_divided() returns trigger language plpgsql as $$
begin
  if exists (
    select 1 from alliance_pools p
    join (select distinct alliance_id, hour, node_id, farm_id from fresh) f using (alliance_id, hour, node_id, farm_id)
    left join alliance_shares s using (alliance_id, hour, node_id, farm_id)
    group by p.alliance_id, p.hour, p.node_id, p.farm_id
    having coalesce(sum(s.units), 0) <> p.units
  ) then
    raise exception 'the shares of a pool do not sum to it';
  end if;
  return null;
end $$;
create trigger alliance_pool_is_divided after insert on alliance_pools
  referencing new table as fresh for each statement execute function alliance_pool_is_divided();
create trigger alliance_shares_sum after insert on alliance_shares
  referencing new table as fresh for each statement execute function alliance_pool_is_divided();

create trigger alliance_pools_stay before update or delete on alliance_pools
  for each row execute function alliance_past_stays();
create trigger alliance_facts_stay before update or delete on alliance_facts
  for each row execute function alliance_past_stays();
create trigger alliance_shares_stay before update or delete on alliance_shares
  for each row execute function alliance_past_stays();

-- A member's part of what a node earned for an alliance is an earning of its own, beside what is not divided.
alter table earnings add column alliance_id uuid references alliances (id);
alter table earnings drop constraint earnings_day_node_id_farm_id_user_id_key;
alter table earnings add unique nulls not distinct (day, node_id, farm_id, user_id, alliance_id);
alter table earnings add check (alliance_id is null or user_id is not null);

-- What an alliance promised, and since when: a month is judged by the promise with which it began.
create table alliance_promises (
  alliance_id uuid not null references alliances (id),
  from_at timestamptz not null,
  sla_ppm integer not null,
  primary key (alliance_id, from_at)
);
insert into alliance_promises (alliance_id, from_at, sla_ppm) select id, created_at, sla_ppm from alliances;
create function alliance_promises_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' or old.sla_ppm <> new.sla_ppm then
    insert into alliance_promises (alliance_id, from_at, sla_ppm) values (new.id, new.updated_at, new.sla_ppm)
    on conflict (alliance_id, from_at) do update set sla_ppm = excluded.sla_ppm;
  end if;
  return null;
end $$;
create trigger alliance_promises_kept after insert or update on alliances
  for each row execute function alliance_promises_kept();

-- UTC months whose promises are judged; once each, when all their days are closed.
create table alliance_sla_closings (
  month date primary key check (month = date_trunc('month', month::timestamp)::date),
  closed_at timestamptz not null
);

-- A node's month in an alliance under one holder: promised and measured, and what it cost the holder.
create table alliance_sla_months (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  month date not null references alliance_sla_closings (month),
  node_id integer not null,
  holder_id uuid not null references users (id),
  promised_ppm integer not null,
  up_seconds bigint not null check (up_seconds >= 0),
  known_seconds bigint not null check (known_seconds >= up_seconds),
  charged_units bigint not null check (charged_units >= 0),
  -- What its holder earned on it through the alliance: the most that can be credited.
  earned_units bigint not null check (earned_units >= 0),
  wanted_units bigint not null check (wanted_units >= 0),
  credited_units bigint not null check (credited_units between 0 and least(wanted_units, earned_units)),
  unique (alliance_id, month, node_id, holder_id)
);
create index alliance_sla_months_of_holder on alliance_sla_months (holder_id, month);

create table alliance_sla_credits (
  sla_month_id uuid not null references alliance_sla_months (id),
  deployment_id uuid not null references deployments (id),
  user_id uuid not null references users (id),
  charged_units bigint not null check (charged_units > 0),
  wanted_units bigint not null check (wanted_units between 1 and charged_units),
  units bigint not null check (units between 0 and wanted_units),
  transfer_id bigint,
  primary key (sla_month_id, deployment_id),
  check (units > 0 or transfer_id is null)
);
create index alliance_sla_credits_to_post on alliance_sla_credits (sla_month_id) where units > 0 and transfer_id is null;
create index alliance_sla_credits_of_user on alliance_sla_credits (user_id);
