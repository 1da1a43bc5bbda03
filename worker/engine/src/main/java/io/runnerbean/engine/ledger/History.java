package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.ReceiptKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One row per finished run. Its times are the database's, so that runs of several workers compare.
 */
public final class History {

  private static final String INSERT =
      """
      insert into runnerbean.job_run
        (run_id, job_type, state, attempt, worker, message_id, sent_at, scheduled_at, receipt_key)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private final String worker;

  /** Records on behalf of one worker, by the name that people look for it under. */
  public History(String worker) {
    this.worker = worker;
  }

  /** Adds a finished run, as part of the connection's transaction. */
  public void add(Connection connection, FinishedRun run) throws SQLException {
    Delivery delivery = run.delivery();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setObject(1, run.runId());
      insert.setString(2, run.jobType());
      insert.setString(3, run.state().label());
      insert.setInt(4, delivery.receiveCount());
      insert.setString(5, worker);
      insert.setString(6, delivery.messageId());
      insert.setObject(7, timestamp(delivery.sentAt()), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setObject(8, timestamp(delivery.scheduledAt()), Types.TIMESTAMP_WITH_TIMEZONE);
      insert.setString(9, text(run.key()));
      insert.executeUpdate();
    }
  }

  private static @Nullable OffsetDateTime timestamp(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable String text(ReceiptKey key) {
    return switch (key) {
      case ReceiptKey.Dated(_, String text) -> text;
      case ReceiptKey.Undated(String text) -> text;
      case ReceiptKey.None() -> null;
    };
  }
}
