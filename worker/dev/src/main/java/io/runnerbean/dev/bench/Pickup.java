package io.runnerbean.dev.bench;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.engine.ledger.JobQueue;
import io.runnerbean.engine.ledger.RunFacts;
import io.runnerbean.engine.message.Delivery;
import io.runnerbean.engine.message.TimeOrderedIds;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.UUID;
import org.HdrHistogram.Histogram;
import org.awaitility.Awaitility;

/** How soon an idle worker takes up a run that comes into custody: from its INSERT to its job. */
record Pickup(PostgresDatabase database) {

  private static final Delivery NONE = new Delivery(null, null, 1, null, null, null, null, null);
  private static final String PAYLOAD = "{\"job_type\":\"InsertJob\",\"data\":\"bench\"}";
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final int SIGNIFICANT_DIGITS = 3;

  private static final String BEGUN =
      "select extract(epoch from started_at) * 1e6 from runnerbean.job_run where run_id = ?";

  /** Of so many, one after the other, in microseconds. */
  Histogram measure(int times) throws SQLException {
    Histogram waits = new Histogram(SIGNIFICANT_DIGITS);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < times; i++) {
        waits.recordValue(Math.max(0, once(connection)));
      }
    }
    return waits;
  }

  private static long once(Connection connection) throws SQLException {
    UUID run = TimeOrderedIds.next();
    RunFacts facts = new RunFacts(run, "InsertJob", PAYLOAD, NONE, null, 0);
    double added = now(connection);
    new JobQueue().add(connection, facts, Duration.ZERO);
    connection.commit();
    return Math.round(begun(connection, run) - added);
  }

  /**
   * The run's row comes when its job is done, and says when it was begun. Nothing tells that it is
   * there, and to ask without a pause would take the time of those that are measured.
   */
  private static double begun(Connection connection, UUID run) {
    return Awaitility.await("for a worker to take the run up")
        .atMost(LONGEST)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(BETWEEN_LOOKS)
        .until(() -> find(connection, run), OptionalDouble::isPresent)
        .getAsDouble();
  }

  private static OptionalDouble find(Connection connection, UUID run) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(BEGUN)) {
      find.setObject(1, run);
      ResultSet row = find.executeQuery();
      OptionalDouble begun =
          row.next() ? OptionalDouble.of(row.getDouble(1)) : OptionalDouble.empty();
      connection.commit();
      return begun;
    }
  }

  private static double now(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select extract(epoch from clock_timestamp()) * 1e6")) {
      row.next();
      return row.getDouble(1);
    }
  }
}
