-- Null: from this day on no hours of one's own any more, those above count again.
alter table working_hours alter column weekly drop not null;
