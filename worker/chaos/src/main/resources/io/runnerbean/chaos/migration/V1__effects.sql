-- What the jobs did: a row per business key, and how often it was done.
create table effect (
  key   text primary key,
  times int         not null default 1,
  at    timestamptz not null default clock_timestamp()
);

-- Counts all effects in the same transactions. The sums of both tables must be equal.
create table effect_total (
  slot  int    primary key,
  total bigint not null default 0
);

insert into effect_total (slot) select generate_series(0, 15);
