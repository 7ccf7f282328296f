-- How often a duty was changed and when last: what calendars of phones go by.
alter table duty add column changes integer not null default 0;
alter table duty add column changed_at timestamptz not null default 'epoch';
update duty set changes = its.kept - 1, changed_at = its.last_at from (
  select county_id, body ->> 'dutyId' as duty_id, count(*) as kept, max(recorded_at) as last_at
  from fact where kind = 'dutyKept' and body is not null group by 1, 2
) as its
where duty.county_id = its.county_id and duty.duty_id::text = its.duty_id;

-- A shift as it was at the end of each day on which it was kept.
create table shift_version (
  county_id integer not null,
  shift_id uuid not null,
  kept_on date not null,
  unit_id uuid,
  name text not null,
  kind text not null,
  periods jsonb not null,
  flex integer not null,
  retired boolean not null,
  primary key (county_id, shift_id, kept_on)
);

create table pattern_version (
  county_id integer not null,
  pattern_id uuid not null,
  kept_on date not null,
  unit_id uuid,
  name text not null,
  turns text not null,
  days jsonb not null,
  follows_calendar boolean not null,
  retired boolean not null,
  primary key (county_id, pattern_id, kept_on)
);

create table assignment (
  county_id integer not null,
  assignment_id uuid not null,
  staff_id uuid not null,
  pattern_id uuid,
  from_day date not null,
  to_day date,
  phase integer not null,
  post text not null,
  changes integer not null,
  changed_at timestamptz not null,
  primary key (county_id, assignment_id)
);
create index assignment_by_staff on assignment (county_id, staff_id);
create index assignment_by_pattern on assignment (county_id, pattern_id);

create table swap (
  county_id integer not null,
  swap_id uuid not null,
  duty_id uuid not null,
  from_staff_id uuid not null,
  to_staff_id uuid not null,
  return_duty_id uuid,
  note text not null,
  state text not null,
  asked_at timestamptz not null,
  primary key (county_id, swap_id)
);
create index swap_by_duty on swap (county_id, duty_id);
create index swap_by_return on swap (county_id, return_duty_id) where return_duty_id is not null;

create table feed (
  county_id integer not null,
  feed_id uuid not null,
  of_kind text not null,
  of_id uuid not null,
  secret_sha256 text not null,
  opened_at timestamptz not null,
  opened_by uuid,
  closed boolean not null,
  primary key (county_id, feed_id),
  unique (county_id, secret_sha256)
);

create table digest (
  county_id integer not null,
  staff_id uuid not null,
  day date not null,
  given_at timestamptz not null,
  duty_ids jsonb not null,
  primary key (county_id, staff_id, day)
);
