package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Takes claimed runs out of the job queue, and records in the table {@code run} how they ended. */
public final class ClaimedRuns {

  /**
   * Takes the fields of the run from the deleted row of the queue, so that the worker does not send
   * them again. An INSERT finds its partition when it is executed; an UPDATE would be planned for
   * every partition.
   */
  private static final String RECORD =
      """
      insert into runnerbean.run
        (id, job_type, state, attempt, worker, message_id, scheduled_at, started_at, finished_at,
         reason, result, log, payload)
      select %s, job_type, state, attempt, :worker, message_id, scheduled_at,
        clock_timestamp() - make_interval(secs => took), clock_timestamp(), reason, result, log,
        payload
      from %s
      """
          + Runs.REPLACE;

  private static final String LOST_LEASE = "the lease is no longer valid";

  /**
   * If no row has this lease, a text that is no UUID takes the place of the id. So the statement
   * fails, and PostgreSQL skips the COMMIT.
   */
  private static final String FINISH =
      JobQueue.BY_INDEX
          + """
          with removed as (
            delete from runnerbean.job_queue where run_id = :id and lease = :lease
            returning run_id, job_type, attempt, message_id, scheduled_at, :state as state,
              :took::float8 as took, :reason as reason, :result as result, :log as log,
              case when :keeps then payload end as payload
          )
          """
          + RECORD.formatted(
              "coalesce(run_id::text, '" + LOST_LEASE + "')::uuid",
              "(values (1)) as one left join removed on true");

  private static final Sql FINISH_ONE = Sql.of(FINISH);
  private static final Sql FINISH_AND_COMMIT = Sql.of(FINISH + "; commit");

  /** PostgreSQL plans this each time, because of the arrays. So one run has its own statement. */
  private static final Sql FINISH_ALL =
      Sql.of(
          """
          with finished as materialized (
            select * from unnest(:ids::uuid[], :leases::bigint[], :states::text[], :took::float8[],
              :reasons::text[], :results::text[], :logs::text[], :keeps::boolean[])
              as f (id, lease, state, took, reason, result, log, keeps)
          ), removed as (
            delete from runnerbean.job_queue q using finished f
            where q.run_id = f.id and q.lease = f.lease
            returning q.run_id, q.job_type, q.attempt, q.message_id, q.scheduled_at, f.state, f.took,
              f.reason, f.result, f.log, case when f.keeps then q.payload end as payload
          )
          """
              + RECORD.formatted("run_id", "removed"));

  private static final String INVALID_TEXT = "22P02";

  private final String worker;
  private final RetentionConfig retention;

  /** Writes on behalf of a worker, under the name that operators know it by. */
  public ClaimedRuns(String worker, RetentionConfig retention) {
    this.worker = worker;
    this.retention = retention;
  }

  /**
   * Takes a claimed run out of the queue and records how it ended.
   *
   * @throws LostLeaseException if its lease is no longer valid; the transaction can only be rolled
   *     back
   */
  public void finish(Connection connection, ClaimedRun run, RunResult result)
      throws SQLException, LostLeaseException {
    finish(FINISH_ONE, connection, run, result);
  }

  /** The same, and commits the transaction in the same message to PostgreSQL. */
  public void finishAndCommit(Connection connection, ClaimedRun run, RunResult result)
      throws SQLException, LostLeaseException {
    finish(FINISH_AND_COMMIT, connection, run, result);
  }

  /**
   * Takes several claimed runs out of the queue, in one statement.
   *
   * @throws LostLeaseException if one of the leases is no longer valid; nothing may be committed
   */
  public void finishAll(Connection connection, List<FinishedRun> runs)
      throws SQLException, LostLeaseException {
    int finished =
        FINISH_ALL
            .with("ids", Sql.column(runs, UUID.class, run -> run.run().run().id()))
            .with("leases", Sql.column(runs, Long.class, run -> run.run().lease()))
            .with("states", Sql.column(runs, String.class, run -> run.result().state().label()))
            .with("took", Sql.column(runs, Double.class, run -> Runs.seconds(run.result())))
            .with("reasons", Sql.column(runs, String.class, run -> run.result().reason()))
            .with("results", Sql.column(runs, String.class, run -> run.result().result()))
            .with("logs", Sql.column(runs, String.class, run -> retention.log(run.result())))
            .with(
                "keeps",
                Sql.column(
                    runs,
                    Boolean.class,
                    run -> retention.payload(run.run().run(), run.result()) != null))
            .with("worker", worker)
            .update(connection);
    if (finished != runs.size()) {
      throw new LostLeaseException(runs, finished);
    }
  }

  private void finish(Sql sql, Connection connection, ClaimedRun run, RunResult result)
      throws SQLException, LostLeaseException {
    try {
      int _ =
          sql.with("id", run.run().id())
              .with("lease", run.lease())
              .with("state", result.state().label())
              .with("took", Runs.seconds(result))
              .with("reason", result.reason())
              .with("result", result.result())
              .with("log", retention.log(result))
              .with("keeps", retention.payload(run.run(), result) != null)
              .with("worker", worker)
              .update(connection);
    } catch (SQLException e) {
      if (INVALID_TEXT.equals(e.getSQLState())
          && String.valueOf(e.getMessage()).contains(LOST_LEASE)) {
        throw new LostLeaseException(run);
      }
      throw e;
    }
  }
}
