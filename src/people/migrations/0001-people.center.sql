-- Read tables of the facts about county, units, sites, staff, accounts and consents; emptied and filled again by a rebuild.
create table county (
  county_id integer not null,
  name text not null,
  demo boolean not null,
  complaints jsonb not null,
  primary key (county_id)
);

create table unit (
  county_id integer not null,
  unit_id uuid not null,
  parent_id uuid,
  name text not null,
  kind text not null,
  primary key (county_id, unit_id)
);

create table site (
  county_id integer not null,
  site_id uuid not null,
  unit_id uuid not null,
  name text not null,
  address text not null,
  hours jsonb not null,
  duty_phone text not null,
  closed boolean not null,
  primary key (county_id, site_id)
);

create table staff (
  county_id integer not null,
  staff_id uuid not null,
  unit_id uuid not null,
  site_id uuid not null,
  name text not null,
  post text not null,
  employee_no text not null,
  phone text not null,
  party_branch text,
  published boolean not null,
  card_no text,
  left_on date,
  primary key (county_id, staff_id)
);
create index staff_by_site on staff (county_id, site_id);
create index staff_by_unit on staff (county_id, unit_id);
-- Last defence; the rule refuses before.
create unique index staff_employee_no on staff (county_id, employee_no) where left_on is null;
create index staff_card_no on staff (county_id, card_no) where left_on is null and card_no is not null;

create table account (
  county_id integer not null,
  account_id uuid not null,
  login text not null,
  name text not null,
  staff_id uuid,
  closed boolean not null,
  primary key (county_id, account_id)
);
-- A closed account leaves its login to the next one.
create unique index account_login on account (county_id, lower(login)) where not closed;
create index account_by_staff on account (county_id, staff_id) where staff_id is not null;

-- within: the unit, or '' for the whole county (a key cannot hold null).
create table account_role (
  county_id integer not null,
  account_id uuid not null,
  role text not null,
  within text not null,
  primary key (county_id, account_id, role, within)
);

create table consent (
  county_id integer not null,
  consent_id uuid not null,
  staff_id uuid not null,
  purpose text not null,
  text_version text not null,
  text_sha256 text not null,
  given_at timestamptz not null,
  how text not null,
  withdrawn_at timestamptz,
  primary key (county_id, consent_id)
);
create index consent_by_staff on consent (county_id, staff_id, given_at);

-- That a template exists at a station, never the template.
create table enrolment_mark (
  county_id integer not null,
  template_id uuid not null,
  staff_id uuid not null,
  erased boolean not null,
  primary key (county_id, template_id)
);
create index enrolment_mark_by_staff on enrolment_mark (county_id, staff_id);
