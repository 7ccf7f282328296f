-- Read table of changes that wait for a second person; emptied and filled again by a rebuild.
create table proposal (
  county_id integer not null,
  proposal_id uuid not null,
  kind text not null,
  change jsonb not null,
  told jsonb not null,
  concern jsonb not null,
  reason text not null,
  proposed_by uuid,
  proposed_at timestamptz not null,
  simulated boolean not null,
  -- open, confirmed, declined, withdrawn or alone; that one has lapsed is told by the time.
  state text not null,
  settled_by uuid,
  settled_at timestamptz,
  settle_reason text not null,
  primary key (county_id, proposal_id)
);
create index proposal_by_state on proposal (county_id, state, proposed_at);
