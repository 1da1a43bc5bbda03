package io.runnerbean.engine.database;

import jakarta.persistence.PersistenceException;
import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Other jobs used all connections for too long. The caller may try again later. */
public final class NoFreeConnectionException extends PersistenceException {

  @Serial private static final long serialVersionUID = 1L;

  /** Longer chains of causes may be circles. */
  private static final int MOST_CAUSES = 20;

  NoFreeConnectionException(Duration waited) {
    super(why(waited));
  }

  /** Says so in a sentence. */
  public static String why(Duration waited) {
    return "No connection to the database became free within %d s.".formatted(waited.toSeconds());
  }

  /** Whether the failure, or one of its causes, is this. */
  public static boolean isCauseOf(Throwable failure) {
    @Nullable Throwable cause = failure;
    for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
      if (cause instanceof NoFreeConnectionException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
