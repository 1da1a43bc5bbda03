package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.Delivery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The columns that every table has which keeps a run to run it again. */
final class RunColumns {

  /** In the order of {@link #set}. */
  static final String NAMES =
      "run_id, job_type, payload, attempt, message_id, queue, receive_count, sent_at,"
          + " first_received_at, task_name, scheduled_at, receipt_key";

  /** A parameter for each. */
  static final String PARAMETERS = "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?";

  private RunColumns() {}

  static void set(Parameters parameters, RunFacts run) throws SQLException {
    Delivery delivery = run.delivery();
    var _ =
        parameters
            .add(run.runId())
            .add(run.jobType())
            .add(run.payload())
            .add(run.attempt())
            .add(delivery.messageId())
            .add(delivery.queue())
            .add(delivery.receiveCount())
            .add(delivery.sentAt())
            .add(delivery.firstReceivedAt())
            .add(delivery.taskName())
            .add(delivery.scheduledAt())
            .add(run.receiptKey());
  }

  static RunFacts get(ResultSet row) throws SQLException {
    Delivery delivery =
        new Delivery(
            row.getString("message_id"),
            row.getString("queue"),
            row.getInt("receive_count"),
            instant(row, "first_received_at"),
            instant(row, "sent_at"),
            row.getString("task_name"),
            instant(row, "scheduled_at"),
            null);
    return new RunFacts(
        row.getObject("run_id", UUID.class),
        row.getString("job_type"),
        row.getString("payload"),
        delivery,
        row.getString("receipt_key"),
        row.getInt("attempt"));
  }

  static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
