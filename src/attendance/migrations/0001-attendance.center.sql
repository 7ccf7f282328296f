-- Read tables of the facts about how days are judged; emptied and filled again by a rebuild.
create table attendance_rule (
  county_id integer not null,
  rule_id uuid not null,
  unit_id uuid,
  effective_from date not null,
  kept_at timestamptz not null,
  body jsonb not null,
  primary key (county_id, rule_id)
);

-- What people decided about half-days: all of it, the latest counts.
create table case_decision (
  county_id integer not null,
  fact_id uuid not null,
  staff_id uuid not null,
  day date not null,
  half text not null,
  decision text not null,
  reason text not null,
  by_id uuid,
  at timestamptz not null,
  primary key (county_id, fact_id)
);
create index case_decision_by_staff on case_decision (county_id, staff_id, day);

-- Months as they were printed, every revision.
create table month_final (
  county_id integer not null,
  month_id uuid not null,
  unit_id uuid not null,
  month text not null,
  revision integer not null,
  reason text not null,
  by_id uuid,
  at timestamptz not null,
  legend jsonb not null,
  rows jsonb not null,
  simulated boolean not null,
  primary key (county_id, month_id)
);
create index month_final_by_unit on month_final (county_id, unit_id, month, revision desc);

-- How often a bulletin was opened; by whom is known nowhere.
create table bulletin_opening (
  county_id integer not null,
  unit_id uuid not null,
  month text not null,
  opened bigint not null,
  primary key (county_id, unit_id, month)
);

-- Where somebody worked from when on: one row for each time the person was kept.
create table posting (
  county_id integer not null,
  fact_id uuid not null,
  staff_id uuid not null,
  since timestamptz not null,
  unit_id uuid not null,
  site_id uuid not null,
  left_on date,
  primary key (county_id, fact_id)
);
create index posting_by_staff on posting (county_id, staff_id, since);
create index posting_by_unit on posting (county_id, unit_id);
insert into posting
  select county_id, id, (body ->> 'staffId')::uuid, at, (body ->> 'unitId')::uuid, (body ->> 'siteId')::uuid,
    (body ->> 'leftOn')::date
  from fact where kind = 'staffKept' and body is not null;
