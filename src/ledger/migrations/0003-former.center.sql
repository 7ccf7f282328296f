-- Logs that ended: published once, and more in them than the database still had when a new one was begun.
create table log_former (
  county_id integer not null,
  origin text not null,
  -- The last checkpoint that was published of it.
  note text not null,
  because text not null,
  at timestamptz not null,
  primary key (county_id, origin)
);
comment on table log_former is 'append-only';
