package io.runnerbean.bench;

/**
 * db-scheduler's table, as its own file has it, without the index for priorities, which are off.
 */
final class DbSchedulerTable {

  static final String NAME = "rival_tasks";
  static final String TASK = "insert";

  /** The bytes are what the rival's serializer makes of the text. */
  private static final String FILL =
      """
      insert into rival_tasks (task_name, task_instance, task_data, execution_time, picked, version)
      select 'insert', n, 'bench'::bytea, now(), false, 1 from generate_series(1, ?) n
      """;

  static final Backlog.Source SOURCE = new Backlog.Source(NAME, FILL);

  static final String CREATE =
      """
      create table rival_tasks (
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
      create index rival_tasks_execution_time on rival_tasks (execution_time);
      create index rival_tasks_last_heartbeat on rival_tasks (last_heartbeat);
      """;

  private DbSchedulerTable() {}
}
