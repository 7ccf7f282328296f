-- Rights to rate that were used: a keyed digest of matter and round, so that nobody reads from it who has rated.
create table rating_right (
  county_id integer not null,
  mark text not null,
  round smallint not null,
  primary key (county_id, mark)
);

-- Answers that wait until there are enough of them. Random ids, sealed and of one length; no time, no unit, no matter.
create table rating_held (
  county_id integer not null,
  held_id uuid not null,
  sealed text not null,
  primary key (county_id, held_id)
);

-- Answers that were released, some at a time.
create table rating_release (
  county_id integer not null,
  fact_id uuid not null,
  -- Null: the whole county.
  unit_id uuid,
  -- Those below it whose answers were too few.
  with_units jsonb not null,
  period text not null,
  round smallint not null,
  source text not null,
  answers jsonb not null,
  primary key (county_id, fact_id)
);

-- Matters that somebody asked not to be counted, and what somebody else decided.
create table rating_exclusion (
  county_id integer not null,
  matter_id uuid not null,
  unit_id uuid not null,
  because text not null,
  note text not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  granted boolean,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text not null,
  primary key (county_id, matter_id)
);

-- Call-backs by another unit.
create table call_back (
  county_id integer not null,
  call_back_id uuid not null,
  unit_id uuid not null,
  caller_unit_id uuid not null,
  period text not null,
  size integer not null,
  population jsonb not null,
  fact_id uuid not null,
  announced_at timestamptz not null,
  announced_by uuid not null,
  beacon text,
  log_size bigint,
  drawn_at timestamptz,
  primary key (county_id, call_back_id)
);

create table call_back_matter (
  county_id integer not null,
  call_back_id uuid not null,
  matter_id uuid not null,
  place integer not null,
  attempts integer not null,
  outcome text,
  last_at timestamptz,
  primary key (county_id, call_back_id, matter_id)
);
