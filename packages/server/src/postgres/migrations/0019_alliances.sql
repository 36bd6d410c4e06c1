-- Providers and operators who join their nodes under one name, one promise and one set of rules.
create table alliances (
  id uuid primary key,
  -- Names the alliance inside exclusion constraints, where ranges need a number.
  number bigint generated always as identity unique,
  name text not null check (length(name) between 3 and 60),
  -- Its address on the public page; kept for ever, so that an old link never leads to another alliance.
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 70),
  kind text not null check (kind in ('storage', 'gpu', 'bandwidth', 'mixed')),
  purpose text not null,
  -- Promised uptime of a month in parts per million: 999500 is 99.95 %.
  sla_ppm integer not null check (sla_ppm between 500000 and 1000000),
  governance text not null check (governance in ('unanimity', 'weighted_majority')),
  -- Members that it needs before it can be activated.
  quorum integer not null check (quorum between 2 and 50),
  -- Notice in days of whoever leaves, of nodes that are withdrawn, and of the alliance's own end.
  notice_days integer not null check (notice_days between 1 and 180),
  state text not null check (state in ('proposed', 'active', 'winding_down', 'dissolved')),
  founder_id uuid not null references users (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  activated_at timestamptz check (activated_at >= created_at),
  winding_down_at timestamptz check (winding_down_at >= activated_at),
  -- When it ends, or ended.
  ends_at timestamptz check (ends_at >= created_at),
  check ((state = 'proposed') = (activated_at is null and ends_at is null)),
  check (state <> 'active' or (activated_at is not null and winding_down_at is null and ends_at is null)),
  check (state <> 'winding_down' or (winding_down_at is not null and ends_at is not null)),
  check (state <> 'dissolved' or ends_at is not null)
);
create unique index alliances_name on alliances (lower(name)) where state <> 'dissolved';
create index alliances_newest on alliances (created_at desc, id desc);
create index alliances_to_end on alliances (ends_at) where state = 'winding_down';

-- One row per time that a person belongs, or asks to belong, to an alliance. Somebody who comes back gets a new row.
create table alliance_members (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  user_id uuid not null references users (id),
  -- How everybody may know them; chosen by the person.
  name text not null check (length(name) between 1 and 60),
  state text not null check (state in ('requested', 'member', 'leaving', 'left', 'declined', 'withdrawn', 'expelled')),
  -- Voting weight.
  weight integer not null check (weight between 1 and 100),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  joined_at timestamptz,
  -- When they said that they leave, or were expelled; from then on they do not vote.
  notice_at timestamptz check (notice_at >= joined_at),
  -- When the membership ends, or ended. Until then they share in what the alliance earns: [joined_at, ends_at).
  ends_at timestamptz check (ends_at >= notice_at),
  check ((state in ('member', 'leaving', 'left', 'expelled')) = (joined_at is not null)),
  check ((state in ('leaving', 'left', 'expelled')) = (ends_at is not null)),
  check ((ends_at is null) = (notice_at is null)),
  unique (id, alliance_id),
  -- Nobody is a member twice at the same time.
  constraint alliance_members_once exclude using gist
    (alliance_id with =, user_id with =, tstzrange(joined_at, ends_at) with &&) where (joined_at is not null)
);
create unique index alliance_members_present on alliance_members (alliance_id, user_id)
  where state in ('requested', 'member', 'leaving');
create index alliance_members_of_user on alliance_members (user_id, created_at desc, id desc);
create index alliance_members_to_end on alliance_members (ends_at) where state = 'leaving';

-- Invitations by e-mail or by account on the chain. Whoever proves the one or the other may accept.
create table alliance_invitations (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  invited_by uuid not null references users (id),
  email text,
  address text,
  -- Key of the address, `0x` and hex: an account has one key, but an address per network.
  public_key text,
  weight integer not null check (weight between 1 and 100),
  message text,
  state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
  created_at timestamptz not null,
  expires_at timestamptz not null check (expires_at > created_at),
  decided_at timestamptz,
  member_id uuid references alliance_members (id),
  check ((email is null) = (public_key is not null)),
  check ((address is null) = (public_key is null)),
  check ((state = 'open') = (decided_at is null)),
  check ((state = 'accepted') = (member_id is not null))
);
create unique index alliance_invitations_email on alliance_invitations (alliance_id, lower(email)) where state = 'open';
create unique index alliance_invitations_account on alliance_invitations (alliance_id, public_key) where state = 'open';
create index alliance_invitations_to_email on alliance_invitations (lower(email)) where state = 'open';
create index alliance_invitations_to_account on alliance_invitations (public_key) where state = 'open';
create index alliance_invitations_in_order on alliance_invitations (alliance_id, created_at desc, id desc);
create index alliance_invitations_to_expire on alliance_invitations (expires_at) where state = 'open';

-- Nodes that their provider gives to an alliance for a time. It counts over [from_at, ends_at) and at no other moment.
create table alliance_nodes (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  alliance_number bigint not null references alliances (number),
  member_id uuid not null,
  user_id uuid not null references users (id),
  node_id integer not null references provider_nodes (node_id),
  -- Exclusive: the whole node, in no other alliance. Shared: the named apps only; others may go elsewhere.
  exclusive boolean not null,
  from_at timestamptz not null,
  -- End of the period that it was given for; null without one.
  until_at timestamptz check (until_at > from_at),
  withdrawn_at timestamptz,
  -- When it ends: the period's end, or earlier the notice's.
  ends_at timestamptz check (ends_at >= from_at),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (member_id, alliance_id) references alliance_members (id, alliance_id),
  check (until_at is null or (ends_at is not null and ends_at <= until_at)),
  check (withdrawn_at is null or ends_at is not null),
  unique (id, node_id),
  -- An exclusive node lies across the lanes of all alliances, a shared one in its own alliance's.
  lanes int8range not null generated always as
    (case when exclusive then int8range(null, null) else int8range(alliance_number, alliance_number, '[]') end) stored,
  constraint alliance_nodes_apart exclude using gist
    (node_id with =, lanes with &&, tstzrange(from_at, ends_at) with &&)
);
create index alliance_nodes_of_alliance on alliance_nodes (alliance_id, created_at desc, id desc);
create index alliance_nodes_of_member on alliance_nodes (member_id);

-- The apps of a node that were given: at any moment an app on a node counts for one alliance.
create table alliance_node_apps (
  contribution_id uuid not null,
  node_id integer not null,
  app text not null,
  from_at timestamptz not null,
  ends_at timestamptz,
  primary key (contribution_id, app),
  foreign key (contribution_id, node_id) references alliance_nodes (id, node_id),
  constraint alliance_node_apps_apart exclude using gist
    (node_id with =, app with =, tstzrange(from_at, ends_at) with &&)
);

-- The times of a contribution and of its apps are the same times.
create function alliance_node_times() returns trigger language plpgsql as $$
begin
  update alliance_node_apps set from_at = new.from_at, ends_at = new.ends_at where contribution_id = new.id;
  return null;
end $$;
create trigger alliance_node_times after update of from_at, ends_at on alliance_nodes
  for each row execute function alliance_node_times();

-- Questions put to the members. The rule is that of the moment at which the vote was opened.
create table alliance_votes (
  id uuid primary key,
  alliance_id uuid not null references alliances (id),
  kind text not null check (kind in ('join', 'expel', 'dissolve', 'agreement', 'settings')),
  -- Whose membership it is about (join, expel).
  member_id uuid,
  -- Which agreement it is about.
  agreement_id uuid,
  -- What changes when it passes (settings).
  change jsonb,
  reason text,
  governance text not null check (governance in ('unanimity', 'weighted_majority')),
  opened_by uuid not null references users (id),
  state text not null check (state in ('open', 'passed', 'rejected', 'expired', 'void')),
  opened_at timestamptz not null,
  closes_at timestamptz not null check (closes_at > opened_at),
  decided_at timestamptz,
  foreign key (member_id, alliance_id) references alliance_members (id, alliance_id),
  check ((kind in ('join', 'expel')) = (member_id is not null)),
  check ((kind = 'agreement') = (agreement_id is not null)),
  check ((kind = 'settings') = (change is not null)),
  check ((state = 'open') = (decided_at is null)),
  unique (id, alliance_id)
);
-- One open question about one thing.
create unique index alliance_votes_open on alliance_votes (alliance_id, kind, coalesce(member_id, agreement_id, alliance_id))
  where state = 'open';
create index alliance_votes_in_order on alliance_votes (alliance_id, opened_at desc, id desc);
create index alliance_votes_to_close on alliance_votes (closes_at) where state = 'open';

-- A member's answer, and the weight with which it counted when it was given.
create table alliance_ballots (
  vote_id uuid not null,
  alliance_id uuid not null,
  member_id uuid not null,
  choice text not null check (choice in ('yes', 'no')),
  weight integer not null check (weight between 1 and 100),
  cast_at timestamptz not null,
  primary key (vote_id, member_id),
  foreign key (vote_id, alliance_id) references alliance_votes (id, alliance_id),
  foreign key (member_id, alliance_id) references alliance_members (id, alliance_id)
);
