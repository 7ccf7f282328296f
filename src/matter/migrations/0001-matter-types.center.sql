-- Read tables of what the county defines before a matter can be taken; emptied and filled again by a rebuild.
-- Every version of a kind of matter; the one in force on a day is the highest that has begun, unless it is retired.
create table matter_type (
  county_id integer not null,
  type_id uuid not null,
  version integer not null,
  code text not null,
  from_day date not null,
  -- A version kept after the retirement brings the kind back.
  retired boolean not null,
  definition jsonb not null,
  kept_at timestamptz not null,
  primary key (county_id, type_id, version)
);

-- Working hours by the day they begin, of the county (the nil uuid) or a unit; kept again for the same day, the later count.
create table working_hours (
  county_id integer not null,
  unit_id uuid not null,
  from_day date not null,
  weekly jsonb not null,
  primary key (county_id, unit_id, from_day)
);
