package io.runnerbean.engine.ledger;

import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the days of the ledger that nobody needs any more. A day is first detached in a way that
 * waits for others and lets nobody wait for it; what cannot be had within two seconds is left for
 * the next time. One worker does so at a time.
 *
 * @param historyDays how long history is kept
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">DETACH PARTITION</a>
 */
public record Retirement(DataSource database, int historyDays) {

  private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

  /** SQS keeps a message for 14 days at most, and clocks differ. */
  private static final int RECEIPT_DAYS = 15;

  private static final String BEGIN = "select pg_try_advisory_lock(6246250932)";
  private static final String PATIENCE = "set lock_timeout = '2s'";
  private static final String END = "reset lock_timeout; select pg_advisory_unlock(6246250932)";

  /** Also those whose detachment, or drop, was broken off. */
  private static final String OLD =
      """
      select c.relname, i.inhparent::regclass::text as parent, i.inhdetachpending as pending
      from pg_class c
        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'runnerbean'
        left join pg_inherits i on i.inhrelid = c.oid
      where c.relkind = 'r' and c.relname ~ ('^' || ? || '_[0-9]{8}$') and c.relname < ?
      order by c.relname
      """;

  private static final String PRUNE =
      """
      delete from runnerbean.receipt_undated where ctid = any (array(
        select ctid from runnerbean.receipt_undated where run_id < ? limit ?))
      """;

  private static final int PRUNE_BATCH = 10_000;

  /**
   * Drops what is too old.
   *
   * @param today the database's
   */
  public void retire(LocalDate today) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(true);
      if (locked(statement)) {
        try {
          statement.execute(PATIENCE);
          retire(connection, "receipt", today.minusDays(RECEIPT_DAYS));
          retire(connection, "job_run", today.minusDays(historyDays));
          retire(connection, "job_attempt", today.minusDays(historyDays));
          prune(connection, today.minusDays(RECEIPT_DAYS));
          UniqueRuns.prune(connection);
        } finally {
          statement.execute(END);
        }
      }
    }
  }

  private static boolean locked(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(BEGIN)) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static void retire(Connection connection, String table, LocalDate first)
      throws SQLException {
    for (Day day : before(first, table, connection)) {
      try {
        day.drop(connection);
        LOG.info("dropped {}", day.name());
      } catch (SQLException e) {
        LOG.info("could not drop {} yet: {}", day.name(), e.getMessage());
      }
    }
  }

  private static List<Day> before(LocalDate first, String table, Connection connection)
      throws SQLException {
    try (PreparedStatement old = connection.prepareStatement(OLD)) {
      String name = table + "_" + DateTimeFormatter.BASIC_ISO_DATE.format(first);
      var _ = new Parameters(old).add(table).add(name);
      List<Day> days = new ArrayList<>();
      ResultSet row = old.executeQuery();
      while (row.next()) {
        days.add(new Day(row.getString(1), row.getString(2), row.getBoolean(3)));
      }
      return days;
    }
  }

  /** In batches, so that none of them is a long transaction. */
  private static void prune(Connection connection, LocalDate first) throws SQLException {
    try (PreparedStatement prune = connection.prepareStatement(PRUNE)) {
      var _ =
          new Parameters(prune)
              .add(TimeOrderedIds.earliest(first.atStartOfDay(ZoneOffset.UTC).toInstant()))
              .add(PRUNE_BATCH);
      while (prune.executeUpdate() == PRUNE_BATCH) {
        LOG.debug("pruned {} receipts without a time", PRUNE_BATCH);
      }
    }
  }

  /** A day's partition; without a parent once it is detached. */
  private record Day(String name, @Nullable String parent, boolean detaching) {

    void drop(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement()) {
        if (parent != null) {
          statement.execute(
              "alter table %s detach partition runnerbean.%s %s"
                  .formatted(parent, name, detaching ? "finalize" : "concurrently"));
        }
        statement.execute("drop table runnerbean." + name);
      }
    }
  }
}
