package io.runnerbean.engine.database;

import java.lang.reflect.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * SQL whose parameters have names: {@code :name}. It is parsed once, and several threads may use
 * it. Several statements, separated by semicolons, are sent in one message.
 */
public final class Sql {

  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z][a-z_]*)");

  private final String text;
  private final Map<String, int[]> places = new HashMap<>();
  private final int parameters;

  private Sql(String named) {
    List<String> names = new ArrayList<>();
    Matcher matcher = NAME.matcher(named);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    for (int place = 0; place < names.size(); place++) {
      int[] known = places.getOrDefault(names.get(place), new int[0]);
      int[] all = Arrays.copyOf(known, known.length + 1);
      all[known.length] = place;
      places.put(names.get(place), all);
    }
    text = matcher.replaceAll("?");
    parameters = names.size();
  }

  public static Sql of(String text) {
    return new Sql(text);
  }

  /** Sets a parameter; the others follow. */
  public Call with(String name, @Nullable Object value) {
    return new Call().with(name, value);
  }

  /** The same for a text. */
  public Call with(String name, @Nullable String text) {
    return new Call().with(name, text);
  }

  /** Executes it without parameters, and reads every row. */
  public <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
    return new Call().list(connection, row);
  }

  /** A time in a row; null if the column is null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A time in a column that is never null. */
  public static Instant requiredInstant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** An array parameter: one value of each element. */
  @SuppressWarnings("unchecked")
  public static <E, T> @Nullable T[] column(
      Collection<E> elements, Class<T> type, Function<E, @Nullable T> value) {
    return elements.stream().map(value).toArray(size -> (T[]) Array.newInstance(type, size));
  }

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The SQL with its parameters. */
  public final class Call {

    /** The value of a parameter that is not set. Null cannot mark it, because null is a value. */
    private enum Missing {
      VALUE
    }

    private record Text(@Nullable String text) {}

    private final @Nullable Object[] values = new @Nullable Object[parameters];

    private Call() {
      Arrays.fill(values, Missing.VALUE);
    }

    /**
     * Sets a parameter. A {@link Duration} becomes a number of seconds.
     *
     * @throws IllegalArgumentException if the SQL has no parameter of this name
     */
    public Call with(String name, @Nullable Object value) {
      set(name, value);
      return this;
    }

    /**
     * The same for a text. It has its type even if it is null. If the type of a parameter changed,
     * the driver would prepare the statement again.
     */
    public Call with(String name, @Nullable String text) {
      set(name, new Text(text));
      return this;
    }

    private void set(String name, @Nullable Object value) {
      int[] all = places.get(name);
      if (all == null) {
        throw new IllegalArgumentException("there is no parameter :" + name + " in " + text);
      }
      for (int place : all) {
        values[place] = value;
      }
    }

    /** Executes it; returns how many rows its statements changed in all. */
    public int update(Connection connection) throws SQLException {
      try (PreparedStatement statement = prepare(connection)) {
        statement.execute();
        int changed = 0;
        for (int rows = statement.getUpdateCount(); rows >= 0; rows = statement.getUpdateCount()) {
          changed += rows;
          var _ = statement.getMoreResults();
        }
        return changed;
      }
    }

    /** Executes it, and reads every row of the first statement that returns rows. */
    public <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
      try (PreparedStatement statement = prepare(connection);
          ResultSet rows = rows(statement)) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(row.read(rows));
        }
        return all;
      }
    }

    /** The first row; empty if there is none. */
    public <T> Optional<T> first(Connection connection, Row<T> row) throws SQLException {
      return list(connection, row).stream().findFirst();
    }

    /** The only row. */
    public <T> T one(Connection connection, Row<T> row) throws SQLException {
      return list(connection, row).getFirst();
    }

    private static ResultSet rows(PreparedStatement statement) throws SQLException {
      boolean isResult = statement.execute();
      while (!isResult && statement.getUpdateCount() >= 0) {
        isResult = statement.getMoreResults();
      }
      return Objects.requireNonNull(statement.getResultSet(), "no statement returns rows");
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
      PreparedStatement statement = connection.prepareStatement(text);
      try {
        for (int place = 0; place < values.length; place++) {
          set(statement, place + 1, values[place]);
        }
        return statement;
      } catch (SQLException | RuntimeException e) {
        statement.close();
        throw e;
      }
    }

    private void set(PreparedStatement statement, int index, @Nullable Object value)
        throws SQLException {
      switch (value) {
        case null -> statement.setNull(index, Types.OTHER);
        case Text(String text) -> statement.setString(index, text);
        case Instant time -> statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        case Duration time ->
            statement.setDouble(index, time.toSeconds() + time.toNanosPart() / 1e9);
        case Missing _ ->
            throw new IllegalStateException("parameter " + index + " is not set in " + text);
        default -> statement.setObject(index, value);
      }
    }
  }
}
