package io.runnerbean.chaos.load;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A person who cancels a run now and then. */
public record Canceller(PostgresDatabase database) {

  /** How often. */
  public static final Duration EVERY = Duration.ofMillis(700);

  private static final String ANY =
      """
      select run_id from runnerbean.job_queue where job_type = 'Cancelled' and not cancelled
      order by random() limit 1
      """;

  /** Cancels any run that waits or runs, if the database is there for it. */
  public void cancel() {
    try {
      List<String> any = database.query(ANY);
      if (!any.isEmpty()) {
        var _ =
            new Administration(database.source())
                .canceller("a person")
                .cancel(UUID.fromString(any.getFirst()));
      }
    } catch (SQLException away) {
      // A person would see the error, and try again.
      return;
    }
  }
}
