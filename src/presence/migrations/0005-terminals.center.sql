-- Attendance terminals of other makers, as the console keeps them. Projection of `terminalKept`.
create table terminal (
  county_id integer not null,
  serial text not null,
  site_id uuid not null,
  name text not null,
  closed boolean not null,
  -- Whose its numbers are, where they are not employee numbers.
  pins jsonb not null,
  primary key (county_id, serial)
);

-- What terminals said, each punch once however often and whichever way it came. Projection of `terminalPunched`; one that
-- is known to be somebody's is in `check_in` too.
create table terminal_punch (
  county_id integer not null,
  check_in_id uuid not null,
  fact_id uuid not null,
  serial text not null,
  site_id uuid not null,
  pin text not null,
  staff_id uuid,
  at timestamptz not null,
  -- By the terminal's own clock.
  month text not null,
  direction text not null,
  reading jsonb not null,
  simulated boolean not null,
  primary key (county_id, check_in_id)
);
create index terminal_punch_by_month on terminal_punch (county_id, serial, month);

-- Unreadable lines, new addresses and strangers. Projections of `terminalUnread`, `terminalHeard`, `terminalRefused`.
create table terminal_news (
  county_id integer not null,
  fact_id uuid not null,
  serial text not null,
  site_id uuid not null,
  at timestamptz not null,
  kind text not null,
  body jsonb not null,
  primary key (county_id, fact_id)
);
create index terminal_news_by_time on terminal_news (county_id, serial, at desc);

-- Projection of `terminalCounted`.
create table terminal_count (
  county_id integer not null,
  serial text not null,
  month text not null,
  asked integer not null,
  site_id uuid not null,
  at timestamptz not null,
  holds integer,
  kept integer not null,
  primary key (county_id, serial, month, asked)
);
