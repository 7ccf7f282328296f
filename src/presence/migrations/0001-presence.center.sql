-- Stations of the county. Projection of `stationKept`.
create table device (
  county_id integer not null,
  device_id uuid not null,
  site_id uuid not null,
  name text not null,
  public_key text not null,
  revoked boolean not null,
  -- By the center's clock: nothing of the device happened before.
  since timestamptz not null,
  primary key (county_id, device_id)
);

-- What the center saw of a station, call by call. Not evidence, only health.
create table device_health (
  county_id integer not null,
  device_id uuid not null,
  last_seen_at timestamptz not null,
  waiting integer,
  primary key (county_id, device_id)
);

create table device_nonce (
  county_id integer not null,
  device_id uuid not null,
  nonce text not null,
  at timestamptz not null,
  primary key (county_id, device_id, nonce)
);
create index device_nonce_by_time on device_nonce (county_id, at);

-- What a station sent and may not state, by its number: for whoever looks into it. It counts for nothing, and nothing
-- after it is taken from that station.
create table refused_fact (
  county_id integer not null,
  device_id uuid not null,
  device_seq bigint not null,
  why text not null,
  at timestamptz not null,
  fact jsonb,
  primary key (county_id, device_id, device_seq, why)
);

-- Projections of what stations state.
create table check_in (
  county_id integer not null,
  check_in_id uuid not null,
  fact_id uuid not null,
  staff_id uuid not null,
  site_id uuid not null,
  device_id uuid,
  device_seq bigint,
  at timestamptz not null,
  method text not null,
  direction text not null,
  reading jsonb not null,
  attempt_id uuid,
  countersigned_by text,
  countersigned_staff_id uuid,
  simulated boolean not null,
  primary key (county_id, check_in_id)
);
create index check_in_by_time on check_in (county_id, at desc);
create index check_in_by_site on check_in (county_id, site_id, at desc);
create index check_in_by_staff on check_in (county_id, staff_id, at desc);

-- The first time beacon the center knows the station had after a check-in: closes the interval from above. Observed by
-- the center, not stated in a fact, so not part of a rebuild.
create table check_in_closing (
  county_id integer not null,
  check_in_id uuid not null,
  beacon jsonb not null,
  primary key (county_id, check_in_id)
);

create table attempt (
  county_id integer not null,
  attempt_id uuid not null,
  session_id uuid not null,
  number integer not null,
  site_id uuid not null,
  device_id uuid,
  at timestamptz not null,
  verdict text not null,
  why jsonb not null,
  staff_id uuid,
  duration_ms double precision not null,
  simulated boolean not null,
  primary key (county_id, attempt_id)
);
create index attempt_by_site on attempt (county_id, site_id, at desc);

create table device_trouble (
  county_id integer not null,
  fact_id uuid not null,
  device_id uuid,
  site_id uuid not null,
  at timestamptz not null,
  trouble text not null,
  detail text not null,
  primary key (county_id, fact_id)
);
create index device_trouble_by_device on device_trouble (county_id, device_id, at desc);

create table device_start (
  county_id integer not null,
  device_id uuid not null,
  boot_id uuid not null,
  at timestamptz not null,
  version text not null,
  models jsonb not null,
  primary key (county_id, device_id, boot_id)
);

-- Who is enrolled where, and the certificate of its end. No face data.
create table enrolment (
  county_id integer not null,
  template_id uuid not null,
  staff_id uuid not null,
  site_id uuid not null,
  device_id uuid,
  consent_id uuid not null,
  enrolled_at timestamptz not null,
  models jsonb not null,
  erased_at timestamptz,
  erased_why text,
  erased_fact_id uuid,
  ciphertext_sha256 text,
  key_id text,
  primary key (county_id, template_id)
);
create index enrolment_by_staff on enrolment (county_id, staff_id);

create table kiosk (
  county_id integer not null,
  kiosk_id uuid not null,
  device_id uuid,
  site_id uuid not null,
  bound_at timestamptz not null,
  revoked boolean not null,
  primary key (county_id, kiosk_id)
);

-- One-time secrets the center hands out; only digests are kept.
create table kiosk_token (
  county_id integer not null,
  token_sha256 text not null,
  device_id uuid not null,
  expires_at timestamptz not null,
  primary key (county_id, token_sha256)
);

create table enrolment_code (
  county_id integer not null,
  code_sha256 text not null,
  site_id uuid not null,
  staff_id uuid not null,
  consent_id uuid not null,
  clerk_account_id uuid not null,
  expires_at timestamptz not null,
  -- The station it was given to; it may ask again, nobody else.
  device_id uuid,
  primary key (county_id, site_id, code_sha256)
);
