-- Read tables of matters; emptied and filled again by a rebuild.

-- Every version of a kind of matter, as the matters taken by it go on with it.
create table matter_way (
  county_id integer not null,
  type_id uuid not null,
  version integer not null,
  definition jsonb not null,
  primary key (county_id, type_id, version)
);

create table matter (
  county_id integer not null,
  matter_id uuid not null,
  code_hash text not null,
  type_id uuid not null,
  type_version integer not null,
  title text not null,
  -- Which took it, and who has it now.
  unit_id uuid not null,
  site_id uuid not null,
  holder_unit_id uuid not null,
  holder_staff_id uuid,
  offered_unit_id uuid,
  offered_staff_id uuid,
  state text not null,
  -- Of the clocks that run, the earliest; the light is a comparison with these.
  next_yellow_at timestamptz,
  next_due_at timestamptz,
  -- When time alone brings the next thing about: a pause ends, or it is accepted by law.
  passes_at timestamptz,
  -- Open ones first, by what is due; then those that wait, then those that have ended, the last first.
  urgency bigint not null,
  -- Some clock of it ran out before its work was done.
  late boolean not null,
  taken_at timestamptz not null,
  ended_at timestamptz,
  simulated boolean not null,
  kept jsonb not null,
  primary key (county_id, matter_id)
);
create index matter_by_code on matter (county_id, code_hash);
create index matter_by_urgency on matter (county_id, urgency, matter_id);
create index matter_by_unit on matter (county_id, unit_id, urgency);
create index matter_by_holder on matter (county_id, holder_unit_id, urgency);
create index matter_by_passing on matter (county_id, passes_at) where passes_at is not null;

create table matter_clock (
  county_id integer not null,
  matter_id uuid not null,
  -- In the order they began.
  number integer not null,
  scope text not null,
  step text not null,
  state text not null,
  started_at timestamptz not null,
  stopped_at timestamptz,
  yellow_at timestamptz not null,
  due_at timestamptz not null,
  -- When these instants were kept.
  set_at timestamptz not null,
  calendar_id text not null,
  primary key (county_id, matter_id, number)
);
-- What turned, or was set, within a time is a range of what runs, however much has ended.
create index matter_clock_yellow on matter_clock (county_id, yellow_at) where state = 'running';
create index matter_clock_due on matter_clock (county_id, due_at) where state = 'running';
create index matter_clock_set on matter_clock (county_id, set_at) where state = 'running';

create table matter_event (
  county_id integer not null,
  matter_id uuid not null,
  fact_id uuid not null,
  primary key (county_id, matter_id, fact_id)
);

-- What the timetable noted and whom it concerns: no read table of facts, as it says what was seen when.
create table matter_news (
  county_id integer not null,
  news_id uuid not null,
  matter_id uuid not null,
  -- Which clock, by its beginning.
  scope text not null,
  step text not null,
  started_at timestamptz not null,
  due_at timestamptz not null,
  light text not null,
  level text not null,
  at timestamptz not null,
  unit_id uuid not null,
  staff_id uuid,
  -- When it goes one further up the line, should it still run then.
  up_at timestamptz,
  simulated boolean not null,
  primary key (county_id, news_id),
  unique (county_id, matter_id, scope, step, started_at, due_at, light, level)
);
create index matter_news_by_time on matter_news (county_id, at, news_id);
create index matter_news_up on matter_news (county_id, up_at) where up_at is not null;
