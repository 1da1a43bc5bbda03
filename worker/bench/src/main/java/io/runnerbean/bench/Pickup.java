package io.runnerbean.bench;

import io.runnerbean.engine.store.JobQueue;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.SourceMessage;
import io.runnerbean.engine.store.UuidV7;
import io.runnerbean.engine.store.WorkerPool;
import io.runnerbean.testkit.PostgresDatabase;
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

/** How soon an idle worker takes up a run that is queued: from its INSERT to its job. */
record Pickup(PostgresDatabase database) {

  private static final String PAYLOAD = "{\"job_type\":\"InsertJob\",\"data\":\"bench\"}";
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);
  private static final int SIGNIFICANT_DIGITS = 3;

  private static final String BEGUN =
      "select extract(epoch from started_at) * 1e6 from runnerbean.run"
          + " where id = ? and state <> 'queued'";

  /** Of so many, one after the other, in microseconds. */
  Histogram measure(int times) throws Exception {
    Histogram waits = new Histogram(SIGNIFICANT_DIGITS);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < times; i++) {
        waits.recordValue(Math.max(0, once(connection)));
      }
    }
    return waits;
  }

  private static long once(Connection connection) throws Exception {
    UUID run = UuidV7.next();
    RunRecord waiting = new RunRecord(run, "InsertJob", PAYLOAD, SourceMessage.none(), null, 0);
    double added = now(connection);
    new JobQueue().add(connection, waiting, Duration.ZERO, WorkerPool.QUEUE);
    connection.commit();
    return Math.round(begun(connection, run) - added);
  }

  /**
   * The run's row says when its attempt began, once it has ended. Nothing announces that, and to
   * ask without a pause would take the time of those that are measured.
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
