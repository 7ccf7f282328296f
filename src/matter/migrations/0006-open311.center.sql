-- Read tables of public problems that come from outside; emptied and filled again by a rebuild.

create table open311_key (
  county_id integer not null,
  key_id uuid not null,
  holder text not null,
  key_sha256 text not null,
  at timestamptz not null,
  revoked_at timestamptz,
  primary key (county_id, key_id)
);
create index open311_key_by_hash on open311_key (county_id, key_sha256);

-- What somebody decided about the words of a public problem; no row while nobody has.
create table problem_words (
  county_id integer not null,
  matter_id uuid not null,
  released boolean not null,
  reason text not null,
  primary key (county_id, matter_id)
);

-- Public problems of some kinds, the newest first.
create index matter_by_type on matter (county_id, type_id, taken_at);
