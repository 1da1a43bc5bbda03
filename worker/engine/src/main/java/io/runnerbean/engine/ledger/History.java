package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * One row per finished run. Its times are the database's, so that runs of several workers compare.
 */
public final class History {

  private static final String INSERT =
      """
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, scheduled_at, receipt_key,
         started_at, reason, result, log, payload)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp() - make_interval(secs => ?), ?, ?, ?, ?)
      """;

  private final String worker;
  private final KeptPayloads payloads;

  /**
   * Records on behalf of one worker, by the name that people look for it under.
   *
   * @param payloads whose payloads it keeps
   */
  public History(String worker, KeptPayloads payloads) {
    this.worker = worker;
    this.payloads = payloads;
  }

  /** Adds a finished run, as part of the connection's transaction. */
  public void add(Connection connection, RunFacts run, Ended ended) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      var _ =
          new Parameters(insert)
              .add(run.runId())
              .add(run.jobType())
              .add(ended.state().label())
              .add(run.attempt())
              .add(worker)
              .add(run.delivery().messageId())
              .add(run.delivery().sentAt())
              .add(run.delivery().scheduledAt())
              .add(run.receiptKey())
              .add(ended.took())
              .add(ended.reason())
              .add(ended.result())
              .add(ended.log())
              .add(payloads.kept(run, ended.state()));
      insert.executeUpdate();
    }
  }
}
