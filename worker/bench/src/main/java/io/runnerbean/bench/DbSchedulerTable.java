package io.runnerbean.bench;

/**
 * db-scheduler's table, as in its documentation, without the index for priorities, which are off.
 */
final class DbSchedulerTable {

  static final String NAME = "db_scheduler_tasks";
  static final String TASK = "insert";

  /** The bytes are the output of the serializer in {@link DbSchedulerMain}. */
  private static final String FILL =
      """
      insert into db_scheduler_tasks (task_name, task_instance, task_data, execution_time, picked, version)
      select 'insert', n, 'bench'::bytea, now(), false, 1 from generate_series(1, ?) n
      """;

  static final Backlog.Source SOURCE = new Backlog.Source(NAME, FILL);

  static final String CREATE =
      """
      create table db_scheduler_tasks (
        task_name text not null,
        task_instance text not null,
        task_data bytea,
        execution_time timestamp with time zone not null,
        picked boolean not null,
        picked_by text,
        last_success timestamp with time zone,
        last_failure timestamp with time zone,
        consecutive_failures int,
        last_heartbeat timestamp with time zone,
        version bigint not null,
        priority smallint,
        primary key (task_name, task_instance)
      );
      create index db_scheduler_tasks_execution_time on db_scheduler_tasks (execution_time);
      create index db_scheduler_tasks_last_heartbeat on db_scheduler_tasks (last_heartbeat);
      """;

  private DbSchedulerTable() {}
}
