package io.runnerbean.engine.admin;

import io.runnerbean.engine.database.Sql;
import io.runnerbean.engine.store.Progress;
import io.runnerbean.engine.store.RunState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as an operator sees it.
 *
 * @param state that of {@link RunState} if it has ended, else {@code scheduled}, {@code waiting},
 *     {@code running} or {@code retrying}
 * @param attempt the attempt at hand or the last one; 0: none has begun
 * @param worker which runs it, or ended it; null: none yet
 * @param reason why it did not succeed; null: it has not ended, or succeeded
 * @param progress null: its job reports none
 */
public record RunView(
    UUID runId,
    String jobType,
    String state,
    int attempt,
    @Nullable String worker,
    Times times,
    @Nullable String reason,
    @Nullable Progress progress) {

  /**
   * Its times.
   *
   * @param dueAt when its next attempt is due; null: it runs, or has ended
   * @param startedAt when its latest attempt began; null: not known, or there was none
   * @param finishedAt when it ended; null: it has not
   */
  public record Times(
      @Nullable Instant dueAt, @Nullable Instant startedAt, @Nullable Instant finishedAt) {}

  static RunView of(ResultSet row) throws SQLException {
    String note = row.getString("note");
    return new RunView(
        row.getObject("run_id", UUID.class),
        row.getString("job_type"),
        row.getString("state"),
        row.getInt("attempt"),
        row.getString("worker"),
        new Times(
            Sql.instant(row, "due"),
            Sql.instant(row, "started_at"),
            Sql.instant(row, "finished_at")),
        row.getString("reason"),
        note == null ? null : new Progress(row.getLong("done"), row.getLong("total"), note));
  }
}
