-- What the machine doubts and what people decided. Projections of `suspect…` and `caseFiled`; members name check-ins and
-- attempts, never people.
create table suspect (
  county_id integer not null,
  suspect_id uuid not null,
  site_id uuid not null,
  rule text not null,
  raised_at timestamptz not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  score double precision not null,
  score_limit double precision not null,
  members jsonb not null,
  findings jsonb not null,
  because jsonb not null,
  simulated boolean not null,
  decision text,
  reason text,
  decided_at timestamptz,
  decided_by uuid,
  -- Not made by whom they name, as a person decided.
  check_in_ids jsonb,
  primary key (county_id, suspect_id)
);
create index suspect_by_time on suspect (county_id, raised_at desc);

create table suspect_member (
  county_id integer not null,
  suspect_id uuid not null,
  check_in_id uuid not null,
  primary key (county_id, suspect_id, check_in_id)
);
create index suspect_member_by_check_in on suspect_member (county_id, check_in_id);

create table suspect_appeal (
  county_id integer not null,
  suspect_id uuid not null,
  staff_id uuid not null,
  text text not null,
  at timestamptz not null,
  outcome text,
  reason text,
  decided_at timestamptz,
  decided_by uuid,
  primary key (county_id, suspect_id, staff_id)
);

create table suspect_case (
  county_id integer not null,
  suspect_id uuid not null,
  case_id uuid not null,
  filed_at timestamptz not null,
  parts jsonb not null,
  visible_since timestamptz not null,
  earlier jsonb not null,
  primary key (county_id, suspect_id)
);

-- Spot checks. Projections of `spotCheck…`.
create table spot_check (
  county_id integer not null,
  spot_check_id uuid not null,
  unit_id uuid not null,
  confidence double precision not null,
  rate double precision not null,
  size integer not null,
  population integer not null,
  staff_ids jsonb not null,
  beacon_source text not null,
  beacon_at timestamptz not null,
  announced_at timestamptz not null,
  announced_by uuid,
  beacon text,
  published_at timestamptz,
  drawn_at timestamptz,
  primary key (county_id, spot_check_id)
);

create table spot_check_person (
  county_id integer not null,
  spot_check_id uuid not null,
  staff_id uuid not null,
  -- The order in which they were drawn.
  place integer not null,
  found text,
  found_at timestamptz,
  note text,
  on_paper boolean,
  checked_in boolean,
  recorded_by uuid,
  primary key (county_id, spot_check_id, staff_id)
);
