-- The head of the county's log: what was integrated and signed last. Moves only from the size it was read with.
create table log_head (
  county_id integer not null,
  origin text not null,
  size bigint not null,
  root bytea not null,
  primary key (county_id),
  check (octet_length(root) = 32)
);

-- Every checkpoint that was published, with the cosignatures it had then.
create table log_checkpoint (
  county_id integer not null,
  origin text not null,
  size bigint not null,
  at timestamptz not null,
  root bytea not null,
  note text not null,
  primary key (county_id, origin, size, at),
  check (octet_length(root) = 32)
);
comment on table log_checkpoint is 'append-only';
