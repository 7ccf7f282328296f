-- Read tables of the duty facts; emptied and filled again by a rebuild.
create table duty (
  county_id integer not null,
  duty_id uuid not null,
  staff_id uuid not null,
  site_id uuid not null,
  starts timestamptz not null,
  ends timestamptz not null,
  note text not null,
  cancelled boolean not null,
  primary key (county_id, duty_id),
  check (starts < ends)
);
create index duty_by_site on duty (county_id, site_id, starts);
create index duty_by_staff on duty (county_id, staff_id, starts);

create table outing (
  county_id integer not null,
  outing_id uuid not null,
  staff_id uuid not null,
  site_id uuid not null,
  starts timestamptz not null,
  ends timestamptz not null,
  place text not null,
  primary key (county_id, outing_id)
);
create index outing_by_site on outing (county_id, site_id, starts);
