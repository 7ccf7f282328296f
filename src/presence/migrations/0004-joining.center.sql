-- The number of the last letter to a station: each is greater than the one before, whatever the clock does.
alter table device_health add column letter_version bigint not null default 0;

-- Where a station's kiosk page is, as it said when it started.
alter table device_start add column kiosk_origin text;

-- One-time codes with which a station on another computer joins; only their digests are kept.
create table station_code (
  county_id integer not null,
  code_sha256 text not null,
  site_id uuid not null,
  device_id uuid not null,
  -- Who asked for it, and so made the station.
  account_id uuid not null,
  expires_at timestamptz not null,
  -- The key it was given to, which may ask again; nobody else.
  public_key text,
  primary key (county_id, code_sha256)
);
