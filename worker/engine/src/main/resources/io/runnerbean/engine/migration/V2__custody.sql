-- The runs in the ledger's custody: what failed and is tried again, and what waits. Live rows only.
create table runnerbean.job_queue (
  run_id            uuid        primary key,
  job_type          text        not null,
  payload           text        not null,
  due               timestamptz not null,
  attempt           int         not null check (attempt >= 0),
  lease             bigint      not null default 0,
  worker            text,
  leased_until      timestamptz,
  cancelled         boolean     not null default false,
  queued_at         timestamptz not null default clock_timestamp(),
  message_id        text,
  queue             text,
  receive_count     int         not null,
  sent_at           timestamptz,
  first_received_at timestamptz,
  task_name         text,
  scheduled_at      timestamptz,
  receipt_key       text,
  check ((worker is null) = (leased_until is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

comment on column runnerbean.job_queue.payload is 'the body as it was sent, to the character';
comment on column runnerbean.job_queue.attempt is 'how many attempts were begun';
comment on column runnerbean.job_queue.lease is 'counts the leases: whoever ends a run must name the latest';
comment on column runnerbean.job_queue.worker is 'who runs it; null: nobody';
comment on column runnerbean.job_queue.cancelled is 'a person wants it to end: whoever has it ends it, whoever finds it does not start it';

create index job_queue_due on runnerbean.job_queue (job_type, due) where worker is null;
create index job_queue_leased on runnerbean.job_queue (leased_until) where worker is not null;

-- Which run stands in the way of others of the same work.
create table runnerbean.unique_run (
  job_type    text        not null,
  key         text        not null,
  run_id      uuid        not null,
  until_begun boolean     not null,
  expires_at  timestamptz,
  in_custody  uuid        references runnerbean.job_queue on delete cascade,
  primary key (job_type, key)
);

comment on column runnerbean.unique_run.until_begun is 'it does so until its first attempt begins';
comment on column runnerbean.unique_run.expires_at is 'it does so until then, even if it has ended; null: until it ends at the latest';
comment on column runnerbean.unique_run.in_custody is 'takes this row along when the run ends';

create index unique_run_run on runnerbean.unique_run (run_id);
create index unique_run_in_custody on runnerbean.unique_run (in_custody);

-- Types that a person keeps from running; their runs wait in custody.
create table runnerbean.paused_type (
  job_type  text        primary key,
  paused_by text        not null,
  paused_at timestamptz not null default clock_timestamp()
);

-- When attempts of types with a rate began, for as long as the rate counts them.
create table runnerbean.job_start (
  job_type   text        not null,
  started_at timestamptz not null default clock_timestamp()
);

create index job_start_type on runnerbean.job_start (job_type, started_at);

-- Steps of long-running runs that are done, so that no attempt repeats them.
create table runnerbean.checkpoint (
  run_id  uuid        not null references runnerbean.job_queue on delete cascade,
  step    text        not null,
  result  text        not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (run_id, step)
);

comment on column runnerbean.checkpoint.result is 'what the step found out, as JSON';

-- One row per attempt that did not succeed. Insert-only; retired by dropping whole days.
create table runnerbean.job_attempt (
  run_id      uuid        not null,
  attempt     int         not null,
  job_type    text        not null,
  worker      text        not null,
  error_class text        not null,
  message     text,
  fingerprint text        not null,
  duration_ms bigint      not null,
  log         text,
  finished_at timestamptz not null default clock_timestamp(),
  primary key (run_id, attempt, finished_at)
) partition by range (finished_at);

comment on column runnerbean.job_attempt.fingerprint is 'the same for failures at the same place in the code';

-- Runs that ended badly, until someone settles them.
create table runnerbean.dead_letter (
  run_id            uuid        primary key,
  job_type          text        not null,
  payload           text        not null,
  attempt           int         not null,
  reason            text        not null,
  died_at           timestamptz not null default clock_timestamp(),
  message_id        text,
  queue             text,
  receive_count     int         not null,
  sent_at           timestamptz,
  first_received_at timestamptz,
  task_name         text,
  scheduled_at      timestamptz,
  receipt_key       text,
  key               uuid        not null,
  key_time          timestamptz not null,
  relayed_at        timestamptz
);

comment on column runnerbean.dead_letter.key is 'what another run of it takes its receipt under, whoever starts it';
comment on column runnerbean.dead_letter.relayed_at is 'when its copy was sent to the dead-letter queue of SQS';

create index dead_letter_unrelayed on runnerbean.dead_letter (died_at) where relayed_at is null;

-- Workers that found nothing to do: only while there are any does a new run announce itself.
create unlogged table runnerbean.idle_worker (
  worker text        primary key,
  since  timestamptz not null default clock_timestamp()
);

-- What runs now, as its workers told a moment ago. Lost in a crash, like that which it tells of.
create unlogged table runnerbean.worker_run (
  run_id     uuid        primary key,
  job_type   text        not null,
  worker     text        not null,
  attempt    int         not null,
  message_id text,
  started_at timestamptz not null,
  done       bigint,
  total      bigint,
  note       text,
  seen_at    timestamptz not null default clock_timestamp(),
  cancelled  boolean     not null default false
) with (fillfactor = 70);

comment on column runnerbean.worker_run.total is 'of how many these are done; 0: nobody knows';
comment on column runnerbean.worker_run.seen_at is 'when its worker last told: one that was killed tells no more';

alter table runnerbean.job_run
  add column reason text,
  add column result text,
  add column log text,
  add column payload text,
  alter column started_at drop not null,
  drop constraint job_run_attempt_check,
  add check (attempt >= 0);

-- Nothing to a run that succeeds, and what people look for.
create index job_run_unsuccessful on runnerbean.job_run (run_id) where state <> 'succeeded';

comment on column runnerbean.job_run.reason is 'why it ended so; null: it succeeded';
comment on column runnerbean.job_run.result is 'what the job returned, as JSON';
comment on column runnerbean.job_run.log is 'the last lines that the job logged in its last attempt';
comment on column runnerbean.job_run.payload is 'the body as it was sent, if history is to keep it';
comment on column runnerbean.job_run.started_at is 'when its last attempt began; null: it was cancelled before it had one';
