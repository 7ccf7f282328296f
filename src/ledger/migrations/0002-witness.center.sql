-- What each witness answered, a row whenever that became something else: since when somebody is silent, who raised an alarm.
create table log_witness_said (
  county_id integer not null,
  witness text not null,
  at timestamptz not null,
  state text not null,
  -- Of the tree the witness holds, where it told.
  size bigint,
  why text,
  primary key (county_id, witness, at)
);
comment on table log_witness_said is 'append-only';
