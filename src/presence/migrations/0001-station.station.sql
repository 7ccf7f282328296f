-- The stations this program is. Private keys are wrapped by the outermost key (key file or key command).
create table own_station (
  county_id integer not null,
  device_id uuid not null,
  site_id uuid not null,
  name text not null,
  public_key text not null,
  private_key bytea not null,
  revoked boolean not null default false,
  primary key (county_id, device_id)
);

-- Face templates, encrypted. No name, no number, no vector: see vault.ts.
create table template (
  county_id integer not null,
  template_id uuid not null,
  device_id uuid not null,
  staff_id uuid not null,
  consent_id uuid not null,
  model_version text not null,
  key_id uuid not null,
  wrapped_key bytea not null,
  ciphertext bytea not null,
  enrolled_at timestamptz not null,
  primary key (county_id, template_id),
  unique (county_id, device_id, staff_id)
);

-- What the center last said, encrypted: with it, names and PIN digests do not lie beside the templates.
create table snapshot (
  county_id integer not null,
  device_id uuid not null,
  pulled_at timestamptz not null,
  body bytea not null,
  primary key (county_id, device_id)
);

-- Projections of the station's own facts.
create table own_kiosk (
  county_id integer not null,
  kiosk_id uuid not null,
  device_id uuid not null,
  public_key text not null,
  bound_at timestamptz not null,
  revoked boolean not null,
  primary key (county_id, kiosk_id)
);

create table own_check_in (
  county_id integer not null,
  check_in_id uuid not null,
  device_id uuid not null,
  staff_id uuid not null,
  at timestamptz not null,
  method text not null,
  direction text not null,
  countersigned boolean not null,
  primary key (county_id, check_in_id)
);
create index own_check_in_by_time on own_check_in (county_id, device_id, at desc);

-- One-time links that were used here; the center learns of it with the fact `kioskBound`.
create table used_kiosk_token (
  county_id integer not null,
  device_id uuid not null,
  token_sha256 text not null,
  used_at timestamptz not null,
  primary key (county_id, device_id, token_sha256)
);

-- Failed PINs in a row by the digest of what was claimed, for people who exist and for those who do not.
create table pin_failure (
  county_id integer not null,
  device_id uuid not null,
  claim_sha256 text not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (county_id, device_id, claim_sha256)
);

-- Enrolments the center has handed over and nobody has finished: the same code goes on where it stopped.
create table open_enrolment (
  county_id integer not null,
  device_id uuid not null,
  code_sha256 text not null,
  staff_id uuid not null,
  consent_id uuid not null,
  clerk_account_id uuid not null,
  expires_at timestamptz not null,
  primary key (county_id, device_id, code_sha256)
);
