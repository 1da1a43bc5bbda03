package io.runnerbean.engine.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as people see it, whether it waits, runs or has ended.
 *
 * @param state as people call it: that of {@link RunState}, or one of {@code scheduled}, {@code
 *     waiting}, {@code running}, {@code retrying}
 * @param attempt the attempt at hand or the last one; 0: none has begun
 * @param worker who runs it, or ended it; null: nobody yet
 * @param reason why it ended so; null: it has not ended, or succeeded
 * @param progress what its job tells; null: nothing
 */
public record RunRow(
    UUID runId,
    String jobType,
    String state,
    int attempt,
    @Nullable String worker,
    Times times,
    @Nullable String reason,
    @Nullable Progress progress) {

  /**
   * When.
   *
   * @param dueAt when it is tried; null: it is at work, or has ended
   * @param startedAt when its latest attempt began; null: not known, or none has
   * @param finishedAt null: it has not ended
   */
  public record Times(
      @Nullable Instant dueAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {}

  static RunRow of(ResultSet row) throws SQLException {
    return new RunRow(
        row.getObject("run_id", UUID.class),
        row.getString("job_type"),
        row.getString("state"),
        row.getInt("attempt"),
        row.getString("worker"),
        new Times(
            RunColumns.instant(row, "due"),
            RunColumns.instant(row, "started_at"),
            RunColumns.instant(row, "finished_at")),
        row.getString("reason"),
        progress(row));
  }

  private static @Nullable Progress progress(ResultSet row) throws SQLException {
    String note = row.getString("note");
    return note == null ? null : new Progress(row.getLong("done"), row.getLong("total"), note);
  }
}
