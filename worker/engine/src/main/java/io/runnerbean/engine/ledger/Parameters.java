package io.runnerbean.engine.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Fills in a statement's parameters from left to right. */
final class Parameters {

  private final PreparedStatement statement;
  private int next = 1;

  Parameters(PreparedStatement statement) {
    this.statement = statement;
  }

  Parameters add(@Nullable String text) throws SQLException {
    statement.setString(next++, text);
    return this;
  }

  Parameters add(long number) throws SQLException {
    statement.setLong(next++, number);
    return this;
  }

  Parameters add(@Nullable Instant time) throws SQLException {
    statement.setObject(
        next++, time == null ? null : time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
    return this;
  }

  /** As seconds. */
  Parameters add(@Nullable Duration time) throws SQLException {
    statement.setObject(next++, seconds(time), Types.DOUBLE);
    return this;
  }

  static @Nullable Double seconds(@Nullable Duration time) {
    return time == null ? null : time.toNanos() / 1e9;
  }

  Parameters add(@Nullable UUID id) throws SQLException {
    statement.setObject(next++, id, Types.OTHER);
    return this;
  }

  /** An array, with a value of each of these. */
  <T, V extends @Nullable Object> Parameters add(
      List<T> all, IntFunction<V[]> array, Function<T, V> value) throws SQLException {
    return add((Object) all.stream().map(value).toArray(array));
  }

  /** Anything else that the driver knows. */
  Parameters add(Object value) throws SQLException {
    statement.setObject(next++, value);
    return this;
  }
}
