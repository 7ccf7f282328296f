-- Secrets and their circumstances. Not facts: they are replaced and destroyed, and no rebuild brings them back.
create table account_password (
  county_id integer not null,
  account_id uuid not null,
  digest text not null,
  changed_at timestamptz not null,
  primary key (county_id, account_id)
);

-- sealed is in force, pending is not yet; last_step is the last period of 30 seconds whose code was used.
create table account_totp (
  county_id integer not null,
  account_id uuid not null,
  sealed text,
  pending text,
  last_step bigint not null default 0,
  primary key (county_id, account_id)
);

create table passkey (
  county_id integer not null,
  passkey_id text not null,
  account_id uuid not null,
  public_key bytea not null,
  counter bigint not null,
  transports jsonb not null,
  made_at timestamptz not null,
  primary key (county_id, passkey_id)
);
create index passkey_by_account on passkey (county_id, account_id);

create table oidc_identity (
  county_id integer not null,
  issuer text not null,
  subject text not null,
  account_id uuid not null,
  primary key (county_id, issuer, subject),
  unique (county_id, issuer, account_id)
);

-- By digest of the login, whether such an account exists or not.
create table log_in_guard (
  county_id integer not null,
  login_sha256 text not null,
  failures integer not null,
  last_at timestamptz not null,
  primary key (county_id, login_sha256)
);

create table invitation (
  county_id integer not null,
  token_sha256 text not null,
  account_id uuid,
  login text,
  name text not null,
  roles jsonb not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (county_id, token_sha256)
);

create table staff_pin (
  county_id integer not null,
  staff_id uuid not null,
  digest text not null,
  set_at timestamptz not null,
  primary key (county_id, staff_id)
);

create table staff_import (
  county_id integer not null,
  import_id uuid not null,
  account_id uuid not null,
  file_name text not null,
  file_sha256 text not null,
  lines jsonb not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (county_id, import_id)
);

-- county_id 0 is the installation: a set-up link and a session cookie arrive before anybody can tell the county.
create table set_up_token (
  county_id integer not null default 0,
  token_sha256 text not null,
  made_at timestamptz not null,
  primary key (county_id)
);

create table session (
  county_id integer not null default 0,
  id_sha256 text not null,
  session_id uuid not null,
  account_id uuid,
  opened_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz,
  content jsonb not null,
  primary key (county_id, id_sha256)
);
create index session_by_account on session (county_id, account_id) where account_id is not null;
