-- From when on a webhook is told, and since when it is switched off.
alter table webhook add column told_from timestamptz;
update webhook set told_from = kept_at;
alter table webhook alter column told_from set not null;
alter table webhook add column off_at timestamptz;

-- From when on it is tried: when it was made, or somebody had it sent once more.
alter table notice_out add column since timestamptz;
update notice_out set since = made_at;
alter table notice_out alter column since set not null;
-- What was told or sent too long ago is cleared away by these.
create index notice_by_time on notice (county_id, at);
create index notice_out_by_time on notice_out (county_id, since);
