-- One row per message ever taken. Insert-only; retired by dropping whole days.
create table runnerbean.receipt (
  key_time timestamptz not null,
  key      text        not null,
  run_id   uuid        not null,
  primary key (key_time, key)
) partition by range (key_time);

comment on column runnerbean.receipt.key_time is 'when the message was sent, as the message itself says; -infinity if it does not';
comment on column runnerbean.receipt.key is 'what makes two deliveries the same message';

-- Messages without a time. Run ids are time-ordered (UUIDv7), so old rows can still be told from new ones.
create table runnerbean.receipt_undated partition of runnerbean.receipt
  for values from (minvalue) to ('2000-01-01 00:00:00+00');

-- One row per finished run. Insert-only; retired by dropping whole days.
create table runnerbean.job_run (
  run_id       uuid        not null,
  job_type     text        not null,
  state        text        not null check (state in ('succeeded', 'discarded', 'cancelled', 'dead')),
  attempt      int         not null check (attempt > 0),
  worker       text        not null,
  message_id   text,
  sent_at      timestamptz,
  scheduled_at timestamptz,
  receipt_key  text,
  started_at   timestamptz not null default now(),
  finished_at  timestamptz not null default clock_timestamp(),
  primary key (run_id, finished_at)
) partition by range (finished_at);

comment on column runnerbean.job_run.receipt_key is 'null: a plain POST, whose repeat would run again';
