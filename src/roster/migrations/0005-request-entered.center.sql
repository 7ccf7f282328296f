-- Who wrote a request down: whoever did so for somebody else does not decide it.
alter table request add column entered_by uuid;
update request set entered_by = made.by_id
from (
  select distinct on (county_id, body ->> 'requestId') county_id, (body ->> 'requestId')::uuid as request_id, by_id
  from fact
  where kind = 'requestMade' and by_kind = 'account' and body is not null
  order by county_id, body ->> 'requestId', position desc
) as made
where made.county_id = request.county_id and made.request_id = request.request_id;
