-- Read tables of the calendar facts; emptied and filled again by a rebuild.
-- The holiday notice of each year as the county kept it; it takes the place of what is shipped for that year.
create table holiday_notice (
  county_id integer not null,
  year integer not null,
  notice_id uuid not null,
  document_no text not null,
  source text not null,
  days jsonb not null,
  primary key (county_id, year)
);

-- Days decided otherwise by province, county, a unit or for a person; within a layer the one kept last counts.
create table day_override (
  county_id integer not null,
  override_id uuid not null,
  layer text not null,
  unit_id uuid,
  staff_id uuid,
  from_day date not null,
  to_day date not null,
  half text,
  work boolean not null,
  name text not null,
  reason text not null,
  document text not null,
  kept_at timestamptz not null,
  fact_id uuid not null,
  lifted boolean not null,
  primary key (county_id, override_id),
  check (from_day <= to_day)
);
