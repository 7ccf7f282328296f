-- Open ones in the order in which their due dates are computed anew, some at a time, however many have ended.
create index matter_open on matter (county_id, matter_id) where ended_at is null;
