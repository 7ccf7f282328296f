-- The queue of a site: whether it gives numbers, and what its counters are called. Projection of facts, as all below.
create table queue (
  county_id integer not null,
  site_id uuid not null,
  open boolean not null,
  counters jsonb not null,
  primary key (county_id, site_id)
);

-- The line of a site on one day, as its facts fold.
create table queue_line (
  county_id integer not null,
  site_id uuid not null,
  day text not null,
  line jsonb not null,
  primary key (county_id, site_id, day)
);

-- To find a number by the hash of its code, and to count when people come.
create table queue_ticket (
  county_id integer not null,
  ticket_id uuid not null,
  code_hash text not null,
  site_id uuid not null,
  day text not null,
  taken_at timestamptz not null,
  simulated boolean not null,
  primary key (county_id, ticket_id)
);
create index queue_ticket_by_code on queue_ticket (county_id, code_hash);
create index queue_ticket_by_time on queue_ticket (county_id, site_id, taken_at);
