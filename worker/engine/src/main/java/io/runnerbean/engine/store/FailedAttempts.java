package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The table {@code run_attempt}: one row per attempt that failed. */
public final class FailedAttempts {

  private static final Sql ADD =
      Sql.of(
          """
          insert into runnerbean.run_attempt
            (run_id, attempt, job_type, worker, error_class, message, fingerprint, duration_ms, log)
          values (:run_id, :attempt, :job_type, :worker, :error_class, :message, :fingerprint,
            :duration_ms, :log)
          """);

  private static final Sql OF_RUN =
      Sql.of(
          "select * from runnerbean.run_attempt where run_id = :id order by attempt, finished_at");

  private final String worker;

  /** Writes on behalf of a worker. */
  public FailedAttempts(String worker) {
    this.worker = worker;
  }

  /**
   * Adds the attempt at hand.
   *
   * @param log what its job logged; null: nothing
   */
  public void add(
      Connection connection,
      RunRecord run,
      AttemptFailure failure,
      Duration took,
      @Nullable String log)
      throws SQLException {
    int _ =
        ADD.with("run_id", run.id())
            .with("attempt", run.attempt())
            .with("job_type", run.jobType())
            .with("worker", worker)
            .with("error_class", failure.kind())
            .with("message", failure.message())
            .with("fingerprint", failure.fingerprint())
            .with("duration_ms", took.toMillis())
            .with("log", log == null ? null : PostgresText.of(log))
            .update(connection);
  }

  /** Those of a run, in their order. */
  public static List<FailedAttempt> of(Connection connection, UUID runId) throws SQLException {
    return OF_RUN
        .with("id", runId)
        .list(
            connection,
            row ->
                new FailedAttempt(
                    row.getInt("attempt"),
                    Sql.requiredInstant(row, "finished_at"),
                    Duration.ofMillis(row.getLong("duration_ms")),
                    row.getString("worker"),
                    row.getString("error_class"),
                    row.getString("message"),
                    row.getString("log")));
  }
}
