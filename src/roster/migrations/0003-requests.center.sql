-- Read table of what people ask for; emptied and filled again by a rebuild.
create table request (
  county_id integer not null,
  request_id uuid not null,
  staff_id uuid not null,
  kind text not null,
  wish jsonb not null,
  on_behalf boolean not null,
  made_at timestamptz not null,
  -- What it is about; an outing ends when somebody is back.
  starts timestamptz not null,
  ends timestamptz not null,
  state text not null,
  decided_at timestamptz,
  decided_by uuid,
  reason text not null,
  primary key (county_id, request_id)
);
create index request_by_staff on request (county_id, staff_id, starts);
-- A month is a span of starts: no leave is longer than a year, no outing than two days.
create index request_by_kind on request (county_id, kind, starts);
create index request_by_state on request (county_id, state, made_at);

-- Outings noted before they were requests wait for a decision, as a rebuild makes them.
insert into request
select distinct on (kept.county_id, outing.outing_id)
  kept.county_id, outing.outing_id, outing.staff_id, 'outing',
  jsonb_build_object(
    'kind', 'outing', 'siteId', kept.body -> 'siteId', 'starts', kept.body -> 'starts', 'ends', kept.body -> 'ends',
    'where', kept.body -> 'where'
  ),
  false, kept.at, outing.starts, outing.ends, 'waiting', null, null, ''
from fact as kept
join outing on outing.county_id = kept.county_id and outing.outing_id = (kept.body ->> 'outingId')::uuid
where kept.kind = 'outingKept' and kept.body is not null
order by kept.county_id, outing.outing_id, kept.position desc;
