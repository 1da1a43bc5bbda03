package io.runnerbean.engine.database;

import jakarta.persistence.PersistenceException;
import java.io.Serial;
import java.time.Duration;

/** Other jobs used all connections for too long. The caller may try again later. */
public final class NoFreeConnectionException extends PersistenceException {

  @Serial private static final long serialVersionUID = 1L;

  NoFreeConnectionException(Duration waited) {
    super(why(waited));
  }

  /** Says so in a sentence. */
  public static String why(Duration waited) {
    return "No connection to the database became free within %d s.".formatted(waited.toSeconds());
  }
}
