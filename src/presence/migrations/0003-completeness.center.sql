-- From when on the center listened, by its last start: a station is not silent while nobody listens.
alter table device_health add column listening_since timestamptz;

-- Projections of `deviceSilent`, `deviceAlarmed` and `stationCounted`.
create table device_silence (
  county_id integer not null,
  fact_id uuid not null,
  device_id uuid not null,
  site_id uuid not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  primary key (county_id, fact_id)
);
create index device_silence_by_device on device_silence (county_id, device_id, to_at desc);

create table device_alarm (
  county_id integer not null,
  fact_id uuid not null,
  device_id uuid not null,
  site_id uuid not null,
  at timestamptz not null,
  alarm text not null,
  seq bigint not null,
  primary key (county_id, fact_id)
);

create table device_count (
  county_id integer not null,
  device_id uuid not null,
  month text not null,
  at timestamptz not null,
  made bigint not null,
  last_seq bigint not null,
  primary key (county_id, device_id, month)
);
