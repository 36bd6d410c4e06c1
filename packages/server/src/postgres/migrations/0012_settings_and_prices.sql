-- A section is changed only by whoever saw its last version.
alter table settings add column version integer not null default 1 check (version > 0);

-- Logos by the hash of their bytes: an address that was once given always shows the same picture.
create table brand_logos (
  hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
  media_type text not null check (media_type in ('image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (octet_length(bytes) between 1 and 65536),
  created_at timestamptz not null
);

-- What the operator asks over the grid's list price. A version holds from its moment on until a later one begins; it never
-- changes, and may be withdrawn until it holds.
create table price_rules (
  version integer primary key check (version > 0),
  effective_at timestamptz not null,
  discount_passed_on_percent numeric(7, 4) not null check (discount_passed_on_percent between 0 and 100),
  reason text,
  published_at timestamptz not null,
  published_by text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check (effective_at >= published_at),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check (withdrawn_at < effective_at)
);
create index price_rules_by_moment on price_rules (effective_at desc, version desc) where withdrawn_at is null;

create table price_entries (
  version integer not null references price_rules (version),
  -- Null: every app that has no entry of its own.
  app_id text,
  percent numeric(8, 4) not null check (percent between 0 and 1000),
  fixed_monthly_units bigint not null check (fixed_monthly_units >= 0),
  minimum_monthly_units bigint not null check (minimum_monthly_units >= 0),
  unique nulls not distinct (version, app_id)
);

insert into price_rules (version, effective_at, discount_passed_on_percent, reason, published_at, published_by)
values (1, '2026-01-01T00:00:00Z', 0, 'First prices', '2026-01-01T00:00:00Z', 'setup');
insert into price_entries values (1, null, 20, 0, 0);

-- Where the staking discount is passed on, a price may lie below the grid's list price.
alter table deployments drop constraint deployments_check;
alter table deployments add constraint deployments_grid_price check (grid_hourly_units >= 0);

-- Texts that people agree to. A version that was published never changes.
create table legal_documents (
  kind text not null check (kind in ('terms', 'privacy', 'sla_user', 'sla_provider')),
  version integer not null check (version > 0),
  title text not null,
  -- Paragraphs are parted by an empty line.
  text text not null,
  valid_from timestamptz not null,
  published_at timestamptz not null,
  published_by text not null,
  primary key (kind, version)
);

-- Who agreed to what, when, and for which order or request.
create table acceptances (
  user_id uuid not null references users (id),
  kind text not null,
  version integer not null,
  -- `deployment:<id>`
  context text not null,
  accepted_at timestamptz not null,
  primary key (user_id, kind, context),
  foreign key (kind, version) references legal_documents (kind, version)
);
create index acceptances_of_version on acceptances (kind, version);

insert into legal_documents (kind, version, title, valid_from, published_at, published_by, text) values
('terms', 1, 'Terms of use', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'setup', $$1. Who and what. These terms are between you and the operator of this marketplace. The marketplace sells cloud servers that run on nodes of the ThreeFold Grid. The nodes belong to independent providers; your contract is with the operator alone.

2. Your account. You answer for what is done with your account, your keys and your sign-in. Tell the operator at once when somebody else may have them. Use the service only for what is lawful, and not to harm other people, their systems or the nodes that you run on.

3. Paying. You pay in advance, by card, into a balance in US dollars. A deployment is charged by the second, from the moment it runs until you delete it, at the hourly price that you accepted when you ordered it. That price stays as long as the deployment stays as you ordered it. While a deployment is being made, a part of your balance is set aside; it is given back in full when the deployment runs or fails. Fees are due when they are charged; taxes are contained in them where an invoice says so.

4. When the balance is used up. You are told before it ends. What is not paid for may be suspended, is kept for a time and is then deleted with its data. What was used until then is owed.

5. Suspension. The operator may suspend an account or a deployment that breaks these terms, endangers others, or whose payment is disputed. You are told why.

6. Your data. What you put on your deployments is yours. Nobody makes a copy of it unless you ordered a backup. The name, the marks and the software of the marketplace belong to their owners.

7. Liability. The service is given as it is, with the aims that its service level states, and without any other warranty. As far as the law allows, the operator is not liable for indirect damage, lost profit or lost data.

8. Law. The law of the country in which the operator has its seat applies. Rights that the law of your own country gives you as a consumer are not touched.

9. Changes. A new version of these terms is published on this page with its number and the day from which it holds. Earlier versions can still be read here.$$),
('privacy', 1, 'Privacy', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'setup', $$1. What is kept. Your name, e-mail address and picture as the identity provider passes them on; your settings and public SSH keys; what you ordered, used, paid and accepted; the notices that were sent to you; and, for actions that change something important, who did them, when and from which address. Of nodes: their capacity, place and health.

2. What for. To run the service, to bill it correctly, to answer you, to keep it secure and to improve it. Nothing of it is sold. Others see sums over many people at most.

3. Who works on it for the operator. An identity provider, which signs you in and knows your password; a payment processor, which takes your card: its number never reaches this marketplace; and a mail service, which delivers the notices. The node that your deployment runs on receives what it needs for it: its size, its name and the public keys.

4. What this site stores in your browser. Your choice of theme, the look of this marketplace, and what is needed to keep you signed in and to keep a half-filled form. There is no tracking and no advertising.

5. How it is protected. Connections are encrypted, access is limited to those who need it, and what operators change is recorded.

6. How long. As long as you have an account; books and invoices as long as the law demands.

7. Your rights. You can see and correct your profile in the console. Ask the operator for a copy of your data or for its deletion; what the law demands to be kept stays.$$),
('sla_user', 1, 'Service level for cloud users', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'setup', $$1. Where it runs. Your deployment runs on a node of the ThreeFold Grid that belongs to an independent provider. The console names the node and its place.

2. Availability. The aim is that a deployment can be reached 99.9 percent of each month. It is an aim and not a guarantee.

3. Maintenance. A node may need maintenance. It is announced in the console to the people whose deployments it concerns.

4. Backups. A deployment has no backup unless you order one, where one is offered. A backup has the same aim of 99.9 percent. You can always keep copies of your own, and should.

5. Loss. If a deployment and its backup both fail, data may be lost.$$),
('sla_provider', 1, 'Service level for cloud providers', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', 'setup', $$1. Availability. You keep each node that you offer here available at least 99.9 percent of each month.

2. Care. You keep the node secure, its software up to date and its place safe. You do not look into what people run on it.

3. Maintenance. You announce maintenance here before it begins, so that the people whom it concerns are told in time.

4. Answers. You answer questions of the operator about your nodes in good time, and help when a deployment on them fails.

5. Rules. You follow the policies of the operator of this marketplace. The operator may pause a node that does not keep to this, and tells you why.$$);
