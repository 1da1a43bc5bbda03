package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** The table {@code checkpoint}: steps of long-running runs that are done. */
public final class Checkpoints {

  private static final Sql FIND =
      Sql.of("select result from runnerbean.checkpoint where run_id = :id and step = :step");

  private static final Sql ADD =
      Sql.of(
          "insert into runnerbean.checkpoint (run_id, step, result) values (:id, :step, :result)");

  private static final Sql DELETE = Sql.of("delete from runnerbean.checkpoint where run_id = :id");

  /** Checkpoints whose run is no longer in the job queue. */
  private static final Sql PRUNE =
      Sql.of(
          """
          delete from runnerbean.checkpoint where ctid = any (array(
            select ctid from runnerbean.checkpoint c where not exists (
              select from runnerbean.job_queue q where q.run_id = c.run_id) limit :rows))
          """);

  /** What the step returned, as JSON; empty if it is not done. */
  public Optional<String> find(Connection connection, UUID runId, String step) throws SQLException {
    return FIND.with("id", runId).with("step", step).first(connection, row -> row.getString(1));
  }

  /** Records that the step is done, and its result. */
  public void add(Connection connection, UUID runId, String step, String result)
      throws SQLException {
    int _ = ADD.with("id", runId).with("step", step).with("result", result).update(connection);
  }

  /** Deletes the steps of this run, which ends. */
  public void delete(Connection connection, UUID runId) throws SQLException {
    int _ = DELETE.with("id", runId).update(connection);
  }

  /** Deletes steps of runs that were ended while they waited. */
  static int prune(Connection connection, int rows) throws SQLException {
    return PRUNE.with("rows", rows).update(connection);
  }
}
