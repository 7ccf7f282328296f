-- Append-only: the application's login may insert and select, nothing else.
create table fact (
  county_id integer not null,
  id uuid not null,
  -- Order of keeping within the county, from 1 without gaps: the order of the ledger and of every rebuild.
  position bigint not null,
  kind text not null,
  at timestamptz not null,
  recorded_at timestamptz not null,
  by_kind text not null,
  by_id uuid,
  site_id uuid,
  staff_id uuid,
  device_id uuid,
  -- Order of keeping at the device, from 1 without gaps.
  device_seq bigint,
  simulated boolean not null,
  idem_key text not null,
  -- SHA-256 over salt and canonical fact: what the ledger's leaf says. Stays when salt and body are destroyed.
  commitment bytea not null,
  salt bytea,
  body jsonb,
  primary key (county_id, id),
  unique (county_id, position),
  unique (county_id, idem_key),
  unique (county_id, device_id, device_seq),
  check (octet_length(commitment) = 32),
  check (octet_length(salt) = 32),
  check ((salt is null) = (body is null)),
  check (device_seq is null or device_id is not null)
);
create index fact_by_kind on fact (county_id, kind, at);
create index fact_by_site on fact (county_id, site_id, at) where site_id is not null;
create index fact_by_staff on fact (county_id, staff_id, at) where staff_id is not null;

-- Locked while facts are added, so that positions have no gaps and are given in the order of commits.
create table fact_head (
  county_id integer primary key,
  position bigint not null
);

-- Last number of each device: at a station the last one given, at the center the last one accepted.
create table device_head (
  county_id integer not null,
  device_id uuid not null,
  seq bigint not null,
  -- At a station: the last number the center has acknowledged.
  acknowledged_seq bigint not null default 0,
  primary key (county_id, device_id)
);

-- The one way to destroy the content of a fact. Asks for the certificate that says so, and never touches certificates.
create function erase_fact(county integer, erased uuid, certificate uuid) returns bigint
language sql security definer set search_path = public, pg_temp
as $$
  with gone as (
    update fact set salt = null, body = null
    where county_id = county and id = erased and body is not null and kind <> 'factErased'
      and exists (
        select from fact as proof
        where proof.county_id = county and proof.id = certificate and proof.kind = 'factErased'
          and proof.body ->> 'factId' = erased::text
      )
    returning 1
  )
  select count(*) from gone
$$;
revoke all on function erase_fact(integer, uuid, uuid) from public;
