package io.runnerbean.chaos.load;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Cancels runs, as an operator does. */
public record Canceller(PostgresDatabase database) {

  /** The time between two cancellations. */
  public static final Duration EVERY = Duration.ofMillis(700);

  private static final String ANY =
      """
      select run_id from runnerbean.job_queue where job_type = 'Cancelled' and not cancelled
      order by random() limit 1
      """;

  /** Cancels a random run that waits or runs, if the database is available. */
  public void cancel() {
    try {
      List<String> any = database.query(ANY);
      if (!any.isEmpty()) {
        var _ =
            new Administration(database.source())
                .canceller("chaos")
                .cancel(UUID.fromString(any.getFirst()));
      }
    } catch (SQLException away) {
      // An operator sees the error and tries again.
      return;
    }
  }
}
