package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One row per finished run. Its times are the database's, so that runs of several workers compare.
 */
public final class History {

  private static final String INSERT =
      """
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, scheduled_at, receipt_key,
         started_at, reason)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() - make_interval(secs => ?), ?)
      """;

  private final String worker;

  /** Records on behalf of one worker, by the name that people look for it under. */
  public History(String worker) {
    this.worker = worker;
  }

  /**
   * Adds a finished run, as part of the connection's transaction.
   *
   * @param took how long its last attempt took; null: it had none
   * @param reason null: it succeeded
   */
  public void add(
      Connection connection,
      RunFacts run,
      RunState state,
      @Nullable Duration took,
      @Nullable String reason)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      var _ =
          new Parameters(insert)
              .add(run.runId())
              .add(run.jobType())
              .add(state.label())
              .add(run.attempt())
              .add(worker)
              .add(run.delivery().messageId())
              .add(run.delivery().sentAt())
              .add(run.delivery().scheduledAt())
              .add(run.receiptKey())
              .add(took)
              .add(reason == null ? null : StorableText.of(reason));
      insert.executeUpdate();
    }
  }
}
