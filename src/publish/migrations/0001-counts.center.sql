-- What is counted in public, one row for each fact and count. Projection of facts; says nothing of how people check in.
create table counted (
  county_id integer not null,
  fact_id uuid not null,
  count text not null,
  at timestamptz not null,
  -- Whichever the fact names, to find the unit.
  unit_id uuid,
  staff_id uuid,
  site_id uuid,
  account_id uuid,
  primary key (county_id, fact_id, count)
);
create index counted_by_time on counted (county_id, at);

-- On which day begins or ended what a later fact is about (a duty, a request, a rule, an override).
create table counted_day (
  county_id integer not null,
  thing_id uuid not null,
  day text not null,
  primary key (county_id, thing_id)
);

-- When a station was not heard: what it made then came late.
create table counted_silence (
  county_id integer not null,
  fact_id uuid not null,
  device_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (county_id, fact_id)
);
create index counted_silence_by_device on counted_silence (county_id, device_id, to_at);
