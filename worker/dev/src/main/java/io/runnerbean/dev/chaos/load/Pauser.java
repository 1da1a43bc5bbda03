package io.runnerbean.dev.chaos.load;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.engine.ledger.PausedTypes;
import java.sql.Connection;
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

  private final PostgresDatabase database;
  private final PausedTypes types = new PausedTypes();

  public Pauser(PostgresDatabase database) {
    this.database = database;
  }

  /** Pauses it, or lets it go if it was paused, if the database is there for it. */
  public void pauseOrResume() {
    try (Connection connection = database.connect()) {
      if (!types.resume(connection, TYPE)) {
        var _ = types.pause(connection, TYPE, "a person");
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
          try (Connection connection = database.connect()) {
            var _ = types.resume(connection, TYPE);
            return true;
          }
        });
  }
}
