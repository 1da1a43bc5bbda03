package io.runnerbean.engine.store;

import io.runnerbean.engine.database.AdvisoryLock;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes the daily partitions of the tables {@code run} and {@code run_attempt} before they are
 * needed. A day's partition holds the runs whose id has a time of that day, in UTC.
 */
public final class Partitions {

  /** Partitions exist for this many days ahead, so creating them may fail for as long. */
  private static final int DAYS_AHEAD = 14;

  /** SQS keeps a message for up to 14 days: the first one of a new database may be that old. */
  static final int DAYS_BACK = 15;

  static final List<String> TABLES = List.of("run", "run_attempt");

  /** One worker at a time. No worker waits long for a lock that jobs would then wait behind. */
  private static final String BEGIN =
      AdvisoryLock.PARTITIONS.waitInTransaction() + "; set local lock_timeout = '2s'";

  private static final String EXISTING =
      "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
          + " where n.nspname = 'runnerbean' and c.relispartition";

  private Partitions() {}

  /**
   * Makes every partition that is missing, and commits.
   *
   * @return today, by the database's clock
   */
  public static LocalDate makeAhead(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(BEGIN);
      Set<String> existing = existing(statement);
      LocalDate today = today(statement);
      for (String table : TABLES) {
        make(statement, existing, table, today);
      }
      connection.commit();
      return today;
    }
  }

  /** Whether there is a partition for today and for tomorrow, by the database's clock. */
  public static boolean areReady(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Set<String> existing = existing(statement);
      LocalDate today = today(statement);
      return TABLES.stream()
          .allMatch(table ->
              existing.contains(name(table, today))
                  && existing.contains(name(table, today.plusDays(1))));
    }
  }

  static String name(String table, LocalDate day) {
    return table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
  }

  private static void make(Statement statement, Set<String> existing, String table, LocalDate today)
      throws SQLException {
    LocalDate last = today.plusDays(DAYS_AHEAD);
    for (LocalDate day : today.minusDays(DAYS_BACK).datesUntil(last.plusDays(1)).toList()) {
      if (!existing.contains(name(table, day))) {
        statement.execute(create(table, day));
      }
    }
  }

  /** A table made on its own and attached takes a weaker lock on its parent than one made there. */
  private static String create(String table, LocalDate day) {
    return """
    create table runnerbean.%2$s (like runnerbean.%1$s including all);
    alter table runnerbean.%1$s attach partition runnerbean.%2$s for values from ('%3$s') to ('%4$s');
    """
        .formatted(table, name(table, day), UuidV7.first(day), UuidV7.first(day.plusDays(1)));
  }

  private static Set<String> existing(Statement statement) throws SQLException {
    Set<String> names = new HashSet<>();
    try (ResultSet result = statement.executeQuery(EXISTING)) {
      while (result.next()) {
        names.add(result.getString(1));
      }
    }
    return names;
  }

  private static LocalDate today(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery("select (now() at time zone 'utc')::date")) {
      result.next();
      return result.getObject(1, LocalDate.class);
    }
  }
}
