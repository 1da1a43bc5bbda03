package io.runnerbean.engine.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * Makes the daily partitions of the ledger before they are needed. Several workers may do so at
 * once.
 */
public final class Partitions {

  /**
   * How many days there always are partitions for, so that a worker may fail to make more for as
   * long.
   */
  private static final int DAYS_AHEAD = 14;

  /**
   * SQS keeps a message for 14 days at most: so old may the receipt of a message be when the ledger
   * is new.
   */
  private static final int DAYS_BACK = 15;

  /** Workers take turns; but nobody waits long for a lock that jobs would then queue up behind. */
  private static final String BEGIN =
      "select pg_advisory_xact_lock(6246250931); set local lock_timeout = '2s'";

  private static final String EXISTING =
      "select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
          + " where n.nspname = 'runnerbean' and c.relispartition";

  private final DataSource database;

  public Partitions(DataSource database) {
    this.database = database;
  }

  /**
   * Makes every partition that is missing, in one transaction.
   *
   * @return today, by the database's clock
   */
  public LocalDate keepAhead() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(BEGIN);
      Set<String> existing = existing(statement);
      LocalDate today = today(statement);
      make(statement, existing, "receipt", days(today, DAYS_BACK));
      make(statement, existing, "job_run", days(today, 1));
      make(statement, existing, "job_attempt", days(today, 1));
      connection.commit();
      return today;
    }
  }

  private static void make(
      Statement statement, Set<String> existing, String table, Stream<LocalDate> days)
      throws SQLException {
    for (LocalDate day : days.toList()) {
      String partition = table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(day);
      if (!existing.contains(partition)) {
        statement.execute(create(table, partition, day));
      }
    }
  }

  /** A table made on its own and attached takes a weaker lock on its parent than one made there. */
  private static String create(String table, String partition, LocalDate day) {
    return """
    create table runnerbean.%2$s (like runnerbean.%1$s including all);
    alter table runnerbean.%1$s attach partition runnerbean.%2$s
      for values from ('%3$s 00:00:00+00') to ('%4$s 00:00:00+00');
    """
        .formatted(table, partition, day, day.plusDays(1));
  }

  private static Stream<LocalDate> days(LocalDate today, int back) {
    return today.minusDays(back).datesUntil(today.plusDays(DAYS_AHEAD + 1));
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
