-- Visits of citizens, nothing of who they are. Projection of facts.
create table visit (
  county_id integer not null,
  visit_id uuid not null,
  -- SHA-256 of the code that gives its page; null for a word said at the board without one.
  code_hash text,
  site_id uuid not null,
  channel text not null,
  begun_at timestamptz not null,
  begun_fact uuid not null,
  matter_id uuid,
  type_id uuid,
  -- The last word; null is unknown.
  outcome text,
  ended_at timestamptz,
  ended_fact uuid,
  -- By somebody of the office, for a caller.
  entered boolean not null,
  simulated boolean not null,
  primary key (county_id, visit_id)
);
create index visit_by_code on visit (county_id, code_hash);
create index visit_by_site on visit (county_id, site_id, begun_at);
create index visit_by_time on visit (county_id, begun_at);
create index visit_by_matter on visit (county_id, matter_id, begun_at);

-- Every word about a visit, in the order they were kept.
create table visit_word (
  county_id integer not null,
  fact_id uuid not null,
  visit_id uuid not null,
  site_id uuid not null,
  at timestamptz not null,
  outcome text not null,
  told text not null,
  materials jsonb not null,
  matter_id uuid,
  entered boolean not null,
  simulated boolean not null,
  primary key (county_id, fact_id)
);
create index visit_word_by_visit on visit_word (county_id, visit_id, at);
create index visit_word_by_time on visit_word (county_id, at);

-- What the duty board said when nobody was there.
create table visit_board (
  county_id integer not null,
  word_id uuid not null,
  visit_id uuid not null,
  site_id uuid not null,
  at timestamptz not null,
  said text not null,
  since timestamptz not null,
  open boolean not null,
  finding text not null,
  primary key (county_id, word_id)
);
create index visit_board_by_time on visit_board (county_id, at);

-- The notices of what is missing that were given for a matter.
create table visit_notice (
  county_id integer not null,
  fact_id uuid not null,
  matter_id uuid not null,
  at timestamptz not null,
  materials jsonb not null,
  words text not null,
  primary key (county_id, fact_id)
);
create index visit_notice_by_matter on visit_notice (county_id, matter_id, at);

-- The last word of a person on a finding.
create table visit_decision (
  county_id integer not null,
  word_id uuid not null,
  finding text not null,
  decision text not null,
  words text not null,
  at timestamptz not null,
  primary key (county_id, word_id, finding)
);
