package io.runnerbean.engine.store;

import io.runnerbean.engine.database.AdvisoryLock;
import io.runnerbean.engine.database.DataSources;
import io.runnerbean.engine.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops the days whose runs are older than they are kept, and deletes old rows of the other tables.
 * A day is first detached concurrently, so that no job waits for it. What is locked for longer than
 * two seconds is left for the next time. One worker does this at a time. A day of which a run is
 * still queued stays.
 *
 * @param days how long runs are kept
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">DETACH PARTITION</a>
 */
public record Retention(int days) {

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

  /** Each batch is a transaction of its own, so that none is long. */
  private static final int BATCH = 10_000;

  /** Also those whose detachment, or drop, was interrupted. */
  private static final Sql OLD =
      Sql.of(
          """
          select c.relname, i.inhparent::regclass::text as parent, i.inhdetachpending as pending
          from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'runnerbean'
            left join pg_inherits i on i.inhrelid = c.oid
          where c.relkind = 'r' and c.relname ~ ('^' || :table || '_[0-9]{8}$')
            and c.relname < :first
          order by c.relname
          """);

  private static final Sql IS_QUEUED =
      Sql.of(
          """
          select exists (
            select from runnerbean.job_queue where run_id >= :first and run_id < :end)
          """);

  /** A row is as old as its end: the ids of these runs have no time. */
  private static final Sql PRUNE_UNDATED =
      Sql.of(
          """
          delete from runnerbean.run_undated where ctid = any (array(
            select ctid from runnerbean.run_undated where finished_at < :first limit :rows))
          """);

  private static final Sql PRUNE_UNDATED_ATTEMPTS =
      Sql.of(
          """
          delete from runnerbean.run_attempt_undated where ctid = any (array(
            select ctid from runnerbean.run_attempt_undated where finished_at < :first
            limit :rows))
          """);

  /**
   * Drops and deletes what is too old.
   *
   * @param today by the database's clock
   */
  public void apply(Connection connection, LocalDate today) throws SQLException {
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      if (locked(statement)) {
        try {
          statement.execute("set lock_timeout = '2s'");
          apply(statement, today.minusDays(days));
        } finally {
          statement.execute(
              DataSources.LOCK_TIMEOUT + "; " + AdvisoryLock.RETENTION.unlockInSession());
        }
      }
    }
  }

  private static void apply(Statement statement, LocalDate first) throws SQLException {
    Connection connection = statement.getConnection();
    for (String table : Partitions.TABLES) {
      drop(statement, table, first);
    }
    delete(connection, PRUNE_UNDATED, first);
    delete(connection, PRUNE_UNDATED_ATTEMPTS, first);
    RunMinutes.prune(connection, first);
    int deleted = BATCH;
    while (deleted == BATCH) {
      deleted = UniqueKeys.prune(connection, BATCH);
    }
    int steps = BATCH;
    while (steps == BATCH) {
      steps = Checkpoints.prune(connection, BATCH);
    }
  }

  private static boolean locked(Statement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery(AdvisoryLock.RETENTION.tryInSession())) {
      return result.next() && result.getBoolean(1);
    }
  }

  private static void drop(Statement statement, String table, LocalDate first) throws SQLException {
    for (Day day : before(first, table, statement.getConnection())) {
      try {
        if (day.isNeeded(statement.getConnection())) {
          LOG.debug("kept {}: a run of that day is still queued", day.name());
        } else {
          day.drop(statement);
          LOG.info("dropped {}", day.name());
        }
      } catch (SQLException e) {
        LOG.info("could not drop {} yet: {}", day.name(), e.getMessage());
      }
    }
  }

  private static List<Day> before(LocalDate first, String table, Connection connection)
      throws SQLException {
    return OLD.with("table", table)
        .with("first", Partitions.name(table, first))
        .list(
            connection,
            row ->
                new Day(
                    row.getString("relname"), row.getString("parent"), row.getBoolean("pending")));
  }

  private static void delete(Connection connection, Sql sql, LocalDate first) throws SQLException {
    Sql.Call call =
        sql.with("first", first.atStartOfDay(ZoneOffset.UTC).toInstant()).with("rows", BATCH);
    int deleted = BATCH;
    while (deleted == BATCH) {
      deleted = call.update(connection);
    }
  }

  /** A day's partition; without a parent once it is detached. */
  private record Day(String name, @Nullable String parent, boolean detaching) {

    boolean isNeeded(Connection connection) throws SQLException {
      LocalDate day =
          LocalDate.parse(
              name.substring(name.length() - "yyyyMMdd".length()),
              java.time.format.DateTimeFormatter.BASIC_ISO_DATE);
      return IS_QUEUED
          .with("first", UuidV7.first(day))
          .with("end", UuidV7.first(day.plusDays(1)))
          .one(connection, row -> row.getBoolean(1));
    }

    void drop(Statement statement) throws SQLException {
      if (parent != null) {
        statement.execute(
            "alter table %s detach partition runnerbean.%s %s"
                .formatted(parent, name, detaching ? "finalize" : "concurrently"));
      }
      statement.execute("drop table runnerbean." + name);
    }
  }
}
