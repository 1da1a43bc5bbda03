package io.runnerbean.chaos.load;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.TypePauser;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * Pauses and resumes a type, as an operator does. After a pause more of its runs are due than there
 * are slots, so that runs share transactions.
 */
public final class Pauser {

  /** The time between a pause and a resume. */
  public static final Duration EVERY = Duration.ofSeconds(8);

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String TYPE = "Shared";

  private final TypePauser types;

  public Pauser(PostgresDatabase database) {
    types = new Administration(database.source()).pauser();
  }

  /** Pauses the type, or resumes it if it was paused, if the database is available. */
  public void pauseOrResume() {
    try {
      if (!types.resume(TYPE)) {
        var _ = types.pause(TYPE, "chaos");
      }
    } catch (SQLException away) {
      // An operator sees the error and tries again.
      return;
    }
  }

  /** Resumes the type for good. */
  public void resume() {
    Awaitility.await("for " + TYPE + " to be resumed")
        .atMost(LONGEST)
        .ignoreExceptions()
        .until(() -> {
          var _ = types.resume(TYPE);
          return true;
        });
  }
}
