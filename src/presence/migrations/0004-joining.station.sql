-- The key of the center by which its letters are known, and where it is; both from joining. Without an address it is
-- under the same roof.
alter table own_station add column center_key text;
alter table own_station add column center_url text;

-- The number of the last letter that had news.
alter table snapshot add column version bigint not null default 0;

-- The key of a station that has asked to join and not heard the answer: it asks again with the same one. County 0, as no
-- county is known yet.
create table station_joining (
  county_id integer not null,
  public_key text not null,
  private_key bytea not null,
  primary key (county_id)
);
