package io.runnerbean.engine.store;

import io.runnerbean.engine.database.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/** The columns of each table that keeps a run in order to run it. */
final class RunColumns {

  static final String NAMES =
      "run_id, job_type, payload, attempt, message_id, queue, receive_count, sent_at,"
          + " first_received_at, task_name, scheduled_at";

  /** A parameter for each, which {@link #set} sets. */
  static final String PARAMETERS =
      ":run_id, :job_type, :payload, :attempt, :message_id, :queue, :receive_count, :sent_at,"
          + " :first_received_at, :task_name, :scheduled_at";

  private RunColumns() {}

  static Sql.Call set(Sql sql, RunRecord run) {
    SourceMessage source = run.source();
    return sql.with("run_id", run.id())
        .with("job_type", run.jobType())
        .with("payload", run.payload())
        .with("attempt", run.attempt())
        .with("message_id", source.messageId())
        .with("queue", source.queue())
        .with("receive_count", source.receiveCount())
        .with("sent_at", source.sentAt())
        .with("first_received_at", source.firstReceivedAt())
        .with("task_name", source.taskName())
        .with("scheduled_at", source.scheduledAt());
  }

  static RunRecord read(ResultSet row) throws SQLException {
    SourceMessage source =
        new SourceMessage(
            row.getString("message_id"),
            row.getString("queue"),
            row.getInt("receive_count"),
            Sql.instant(row, "first_received_at"),
            Sql.instant(row, "sent_at"),
            row.getString("task_name"),
            Sql.instant(row, "scheduled_at"),
            null);
    return new RunRecord(
        row.getObject("run_id", UUID.class),
        row.getString("job_type"),
        row.getString("payload"),
        source,
        null,
        row.getInt("attempt"));
  }
}
