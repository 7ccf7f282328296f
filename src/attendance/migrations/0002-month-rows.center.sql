-- People of printed months, one row each: one can be erased and the month stays.
create table month_final_row (
  county_id integer not null,
  month_id uuid not null,
  -- From the first row of the sheet (0) on.
  place integer not null,
  staff_id uuid not null,
  body jsonb not null,
  primary key (county_id, month_id, place)
);
create index month_final_row_by_staff on month_final_row (county_id, staff_id);
insert into month_final_row
  select county_id, month_id, person.place - 1, (person.body ->> 'staffId')::uuid, person.body
  from month_final, jsonb_array_elements(rows) with ordinality as person (body, place);

-- How many stood on it when it was printed.
alter table month_final add column people integer;
update month_final set people = jsonb_array_length(rows);
alter table month_final alter column people set not null, drop column rows;
