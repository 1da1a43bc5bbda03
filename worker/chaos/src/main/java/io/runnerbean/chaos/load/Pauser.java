package io.runnerbean.chaos.load;

import io.runnerbean.engine.admin.Administration;
import io.runnerbean.engine.admin.TypePauser;
import io.runnerbean.testkit.PostgresDatabase;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * A person who pauses a type, and lets it go again: more of it is due then than there are slots, so
 * that runs share transactions.
 */
public final class Pauser {

  /** How often one of the two. */
  public static final Duration EVERY = Duration.ofSeconds(8);

  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final String TYPE = "Shared";

  private final TypePauser types;

  public Pauser(PostgresDatabase database) {
    types = new Administration(database.source()).pauser();
  }

  /** Pauses it, or lets it go if it was paused, if the database is there for it. */
  public void pauseOrResume() {
    try {
      if (!types.resume(TYPE)) {
        var _ = types.pause(TYPE, "a person");
      }
    } catch (SQLException away) {
      // A person would see the error, and try again.
      return;
    }
  }

  /** Lets it go for good. */
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
