-- One row per run. The primary key is what makes a message run once: the id of a run depends on the message alone.
-- Ids are UUIDs of version 7, so they are ordered by time, and a day of ids is a partition.
-- There is no CHECK, no foreign key and no second B-tree here, because each job would pay for it.
create table runnerbean.run (
  id           uuid not null,
  job_type     text collate "C" not null,
  state        text collate "C" not null,
  attempt      int  not null,
  worker       text collate "C",
  message_id   text collate "C",
  scheduled_at timestamptz,
  origin       uuid,
  successor    uuid,
  started_at   timestamptz,
  finished_at  timestamptz,
  reason       text,
  result       text,
  log          text,
  payload      text,
  primary key (id)
) partition by range (id);

comment on column runnerbean.run.state is 'queued, succeeded, discarded, cancelled or dead; job_queue has the details of a queued one';
comment on column runnerbean.run.attempt is 'the number of the last attempt; 0: it had none';
comment on column runnerbean.run.worker is 'which worker ended it';
comment on column runnerbean.run.origin is 'the run that this one repeats; null: none';
comment on column runnerbean.run.successor is 'the run that repeats this one; null: none';
comment on column runnerbean.run.started_at is 'when its last attempt began; null: it had none';
comment on column runnerbean.run.reason is 'why it did not succeed; null: it succeeded, or has not ended';
comment on column runnerbean.run.result is 'what its job returned, as JSON';
comment on column runnerbean.run.log is 'the last lines that its job logged in its last attempt';
comment on column runnerbean.run.payload is 'the body as it was sent, if it is to be kept';

-- Runs whose messages have no time: their ids begin with the year 1970.
create table runnerbean.run_undated partition of runnerbean.run
  for values from (minvalue) to ('00dc6acf-ac00-7000-8000-000000000000');

-- A BRIN index costs almost nothing, and finds old rows whose ids have no time.
create index run_finished on runnerbean.run using brin (finished_at);

-- One row per attempt that failed, in the partition of its run's id.
create table runnerbean.run_attempt (
  run_id      uuid   not null,
  attempt     int    not null,
  job_type    text   collate "C" not null,
  worker      text   collate "C" not null,
  error_class text   not null,
  message     text,
  fingerprint text   collate "C" not null,
  duration_ms bigint not null,
  log         text,
  finished_at timestamptz not null default clock_timestamp(),
  primary key (run_id, attempt, finished_at)
) partition by range (run_id);

comment on column runnerbean.run_attempt.fingerprint is 'the same for failures at the same place in the code';

create table runnerbean.run_attempt_undated partition of runnerbean.run_attempt
  for values from (minvalue) to ('00dc6acf-ac00-7000-8000-000000000000');

-- The runs that have not ended, apart from direct ones: they wait, or a worker has claimed them.
create table runnerbean.job_queue (
  run_id            uuid        primary key,
  job_type          text        collate "C" not null,
  payload           text        not null,
  due               timestamptz not null,
  attempt           int         not null,
  uncounted         int         not null default 0,
  lease             bigint      not null default 0,
  worker            text        collate "C",
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
  check ((worker is null) = (leased_until is null))
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

comment on column runnerbean.job_queue.payload is 'the body exactly as it was sent';
comment on column runnerbean.job_queue.attempt is 'how many attempts have begun, of those that count';
comment on column runnerbean.job_queue.uncounted is 'how many attempts since the last failure did not count, because the worker lost the database or its lease, or failed itself';
comment on column runnerbean.job_queue.lease is 'the number of the latest lease: a statement that ends or releases the run must name it';
comment on column runnerbean.job_queue.worker is 'which worker has claimed it; null: none';
comment on column runnerbean.job_queue.cancelled is 'an operator has cancelled it: no attempt may begin, and the current one is interrupted';

create index job_queue_due on runnerbean.job_queue (job_type, due) where worker is null;
create index job_queue_leased on runnerbean.job_queue (leased_until) where worker is not null;

-- Which run has a unique key. The key of a run that is no longer queued is free, unless it expires later.
create table runnerbean.unique_key (
  job_type      text    collate "C" not null,
  key           text    collate "C" not null,
  run_id        uuid    not null,
  until_started boolean not null,
  expires_at    timestamptz,
  primary key (job_type, key)
);

comment on column runnerbean.unique_key.until_started is 'it is free as soon as the first attempt begins';
comment on column runnerbean.unique_key.expires_at is 'it is free from then on, whatever the run does; null: it is free once the run has ended';

create index unique_key_run on runnerbean.unique_key (run_id);

-- Job types that an operator has paused; their runs wait in the queue.
create table runnerbean.paused_type (
  job_type  text        collate "C" primary key,
  paused_by text        not null,
  paused_at timestamptz not null default clock_timestamp()
);

-- How many attempts began, of types whose rate is limited, in parts of the limit's period.
create table runnerbean.job_start (
  job_type text        collate "C",
  began    timestamptz,
  starts   bigint      not null,
  primary key (job_type, began)
);

-- Steps of long-running runs that are done, so that no attempt repeats them.
create table runnerbean.checkpoint (
  run_id  uuid        not null,
  step    text        not null,
  result  text        not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (run_id, step)
);

comment on column runnerbean.checkpoint.result is 'what the step returned, as JSON';

-- Runs that are dead or discarded, until an operator redrives or deletes them.
create table runnerbean.dead_letter (
  run_id            uuid        primary key,
  job_type          text        collate "C" not null,
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
  redrive_id        uuid        not null,
  forwarded_at      timestamptz,
  forward_after     timestamptz not null default clock_timestamp(),
  refusals          int         not null default 0
);

comment on column runnerbean.dead_letter.redrive_id is 'the id of the run that a redrive makes of it, by SQS or by an operator';
comment on column runnerbean.dead_letter.forwarded_at is 'when its copy was sent to the dead-letter queue of SQS';
comment on column runnerbean.dead_letter.refusals is 'how often SQS has refused the copy';

create index dead_letter_unforwarded on runnerbean.dead_letter (forward_after) where forwarded_at is null;

-- What the workers did, summed up per job type and minute.
create table runnerbean.run_minute (
  minute     timestamptz,
  job_type   text     collate "C",
  succeeded  bigint   not null,
  failed     bigint   not null,
  retried    bigint   not null,
  dead       bigint   not null,
  run_times  bigint[] not null,
  wait_times bigint[] not null,
  primary key (minute, job_type)
) with (fillfactor = 50);

comment on column runnerbean.run_minute.succeeded is 'attempts';
comment on column runnerbean.run_minute.failed is 'attempts';
comment on column runnerbean.run_minute.retried is 'attempts that were not the first of their run';
comment on column runnerbean.run_minute.dead is 'runs that ended dead or discarded';
comment on column runnerbean.run_minute.run_times is 'how many attempts took less than 1, 2, 4, 8 ... ms; the last: any longer time';
comment on column runnerbean.run_minute.wait_times is 'how many runs began less than 1, 2, 4, 8 ... ms after they were due; the last: any longer time';

-- How much is queued. One worker counts it every few seconds for all.
create unlogged table runnerbean.queue_status (
  id                 boolean     primary key default true check (id),
  queued             bigint      not null,
  oldest_due_seconds bigint      not null,
  dead_letters       bigint      not null,
  counted_at         timestamptz not null default clock_timestamp()
);

-- Idle workers: a new run is announced only if there is one.
create unlogged table runnerbean.idle_worker (
  worker  text        collate "C",
  pool    text        collate "C",
  seen_at timestamptz not null default clock_timestamp(),
  primary key (worker, pool)
);

-- Which runs are running, as each worker reports once a second. A crash of PostgreSQL empties it.
create unlogged table runnerbean.worker_run (
  run_id     uuid        primary key,
  job_type   text        collate "C" not null,
  worker     text        collate "C" not null,
  attempt    int         not null,
  message_id text,
  started_at timestamptz not null,
  done       bigint,
  total      bigint,
  note       text,
  seen_at    timestamptz not null default clock_timestamp(),
  cancelled  boolean     not null default false
) with (fillfactor = 70);

comment on column runnerbean.worker_run.total is 'how much there is to do in all; 0: not known';
comment on column runnerbean.worker_run.seen_at is 'when its worker last reported it; an old report shows that the worker was lost';
