-- Where somebody wants his notices sent. Projection of facts; an address that was changed is erased from them.
create table mail_address (
  county_id integer not null,
  account_id uuid not null,
  address text not null,
  fact_id uuid not null,
  primary key (county_id, account_id)
);

-- Programs that are told of matters. Projection of facts.
create table webhook (
  county_id integer not null,
  webhook_id uuid not null,
  url text not null,
  events jsonb not null,
  -- AES-256-GCM under the sealing key: the signature needs the secret itself.
  sealed_secret text not null,
  kept_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_id, webhook_id)
);

-- What was told to whom. No read table of facts: it says what was said, when.
create table notice (
  county_id integer not null,
  notice_id uuid not null,
  account_id uuid not null,
  kind text not null,
  day text not null,
  at timestamptz not null,
  items jsonb not null,
  primary key (county_id, notice_id)
);
create unique index notice_one_digest on notice (county_id, account_id, day) where kind = 'digest';
create index notice_by_account on notice (county_id, account_id, at);

-- Each thing is told to each person once.
create table notice_told (
  county_id integer not null,
  account_id uuid not null,
  thing text not null,
  at timestamptz not null,
  primary key (county_id, account_id, thing)
);
create index notice_told_by_time on notice_told (county_id, at);

-- What leaves the house: e-mails and calls of webhooks. At least once, under the same id each time.
create table notice_out (
  county_id integer not null,
  out_id uuid not null,
  channel text not null,
  -- An account for e-mail, a webhook.
  target uuid not null,
  event text not null,
  about text not null,
  body jsonb not null,
  made_at timestamptz not null,
  attempts integer not null,
  -- Null when it is done or given up.
  next_at timestamptz,
  done_at timestamptz,
  given_up_at timestamptz,
  failure jsonb,
  primary key (county_id, out_id),
  unique (county_id, channel, target, about)
);
create index notice_out_next on notice_out (county_id, next_at) where next_at is not null;
create index notice_out_by_target on notice_out (county_id, target, made_at);
create index matter_by_end on matter (county_id, ended_at) where ended_at is not null;
