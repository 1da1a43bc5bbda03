package io.runnerbean.engine.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes errors that mean that the database cannot be used from bugs of the engine's own
 * statements. Exceptions of a job are not checked, because a job can cause each of these errors.
 */
public final class DatabaseOutage {

  /** The SQLSTATE of a write to a read-only server. */
  public static final String READ_ONLY = "25006";

  /**
   * Connection lost, out of resources (disk, memory, connections), shutting down or starting,
   * read-only.
   */
  private static final Set<String> STATES = Set.of("08", "53", "57P", READ_ONLY);

  private DatabaseOutage() {}

  /** Whether the failure or one of its causes is such an error. */
  public static boolean isCausedBy(Throwable failure) {
    return hasCause(failure, DatabaseOutage::isOutage);
  }

  /** Whether the failure or one of its causes is such an exception. */
  static boolean hasCause(Throwable failure, Predicate<@Nullable Throwable> isSuch) {
    return Stream.<@Nullable Throwable>iterate(
            failure, Objects::nonNull, cause -> cause == null ? null : cause.getCause())
        .limit(20)
        .anyMatch(isSuch);
  }

  private static boolean isOutage(@Nullable Throwable cause) {
    return cause instanceof SQLTransientConnectionException
        || (cause instanceof SQLException e && isOutage(e.getSQLState()));
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null && STATES.stream().anyMatch(state::startsWith);
  }
}
