-- 值班员, 带班领导 or 副班.
alter table duty add column as_role text not null default 'member';
