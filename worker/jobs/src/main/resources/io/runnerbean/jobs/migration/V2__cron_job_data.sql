create table cron_job_data (
  id            bigint generated always as identity primary key,
  triggered_at  timestamptz not null,
  scheduled_for timestamptz
);

comment on column cron_job_data.scheduled_for is 'null: the job was not started by a schedule';
