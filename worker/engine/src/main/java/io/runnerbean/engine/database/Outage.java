package io.runnerbean.engine.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that cannot be used from a job that failed: the first is nobody's failed
 * attempt.
 */
public final class Outage {

  /**
   * Connection lost, out of resources (disk, memory, connections), shutting down or starting,
   * read-only.
   */
  private static final Set<String> STATES = Set.of("08", "53", "57P", "25006");

  private Outage() {}

  /** Whether the database's absence is anywhere among the causes. */
  public static boolean caused(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .limit(20)
        .anyMatch(Outage::isOutage);
  }

  private static boolean isOutage(@Nullable Throwable cause) {
    return cause instanceof SQLTransientConnectionException
        || (cause instanceof SQLException e && isOutage(e.getSQLState()));
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
