-- Read table of complaints and suggestions from staff; emptied and filled again by a rebuild.
create table advice (
  county_id integer not null,
  advice_id uuid not null,
  unit_id uuid not null,
  -- Null: given without a name, and then no column tells who or when within the day.
  staff_id uuid,
  text text not null,
  at timestamptz not null,
  answer text,
  answered_at timestamptz,
  primary key (county_id, advice_id)
);
create index advice_by_time on advice (county_id, at);
create index advice_by_staff on advice (county_id, staff_id) where staff_id is not null;
