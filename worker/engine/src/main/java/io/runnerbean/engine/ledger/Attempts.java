package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One row per attempt that did not succeed. */
public final class Attempts {

  private static final String INSERT =
      """
      insert into runnerbean.job_attempt
        (run_id, attempt, job_type, worker, error_class, message, fingerprint, duration_ms, log)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private static final String SELECT =
      "select * from runnerbean.job_attempt where run_id = ? order by attempt, finished_at";

  private final String worker;

  /** Records on behalf of one worker. */
  public Attempts(String worker) {
    this.worker = worker;
  }

  /**
   * Adds the attempt at hand, as part of the connection's transaction.
   *
   * @param log what its job logged; null: nothing
   */
  public void add(
      Connection connection, RunFacts run, Failure failure, Duration took, @Nullable String log)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      var _ =
          new Parameters(insert)
              .add(run.runId())
              .add(run.attempt())
              .add(run.jobType())
              .add(worker)
              .add(failure.kind())
              .add(failure.message())
              .add(failure.fingerprint())
              .add(took.toMillis())
              .add(log == null ? null : StorableText.whole(log));
      insert.executeUpdate();
    }
  }

  /** Those of a run, in their order. */
  public static List<FailedAttempt> of(Connection connection, UUID runId) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT)) {
      var _ = new Parameters(select).add(runId);
      List<FailedAttempt> failed = new ArrayList<>();
      ResultSet row = select.executeQuery();
      while (row.next()) {
        failed.add(
            new FailedAttempt(
                row.getInt("attempt"),
                row.getObject("finished_at", OffsetDateTime.class).toInstant(),
                Duration.ofMillis(row.getLong("duration_ms")),
                row.getString("worker"),
                row.getString("error_class"),
                row.getString("message"),
                row.getString("log")));
      }
      return failed;
    }
  }
}
