-- What is usual between neighbours at a kiosk, so that a restart does not make its door unknown: the last readings of each
-- sign of a series. Numbers only, rounded, each sign by itself and in random order: nothing joins a reading with another
-- reading, a check-in or a person. `measure` counts the ways of reading; numbers of another way are not taken up.
create table door_usual (
  county_id integer not null,
  device_id uuid not null,
  kiosk_id uuid not null,
  kept_on date not null,
  measure integer not null,
  readings jsonb not null,
  primary key (county_id, device_id, kiosk_id)
);
