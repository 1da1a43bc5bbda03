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

/**
 * Measures how soon an idle worker starts a queued run, from its INSERT to the start of its job.
 */
record Pickup(PostgresDatabase database) {

  private static final String PAYLOAD = "{\"job_type\":\"InsertJob\",\"data\":\"bench\"}";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);
  private static final int SIGNIFICANT_DIGITS = 3;

  private static final String STARTED_AT =
      "select extract(epoch from started_at) * 1e6 from runnerbean.run"
          + " where id = ? and state <> 'queued'";

  /** Queues this many runs, one after another, and returns the times in microseconds. */
  Histogram measure(int runs) throws Exception {
    Histogram times = new Histogram(SIGNIFICANT_DIGITS);
    try (Connection connection = database.connect()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < runs; i++) {
        times.recordValue(Math.max(0, measureOne(connection)));
      }
    }
    return times;
  }

  private static long measureOne(Connection connection) throws Exception {
    UUID run = UuidV7.next();
    RunRecord queued = new RunRecord(run, "InsertJob", PAYLOAD, SourceMessage.none(), null, 0);
    double added = now(connection);
    new JobQueue().add(connection, queued, Duration.ZERO, WorkerPool.QUEUE);
    connection.commit();
    return Math.round(awaitStart(connection, run) - added);
  }

  /**
   * Polls for the run's row, which has the start time once the attempt has ended. Polling without a
   * pause would take CPU time from the processes that are measured.
   */
  private static double awaitStart(Connection connection, UUID run) {
    return Awaitility.await("for a worker to start the run")
        .atMost(TIMEOUT)
        .pollInSameThread()
        .pollDelay(Duration.ZERO)
        .pollInterval(POLL_INTERVAL)
        .until(() -> find(connection, run), OptionalDouble::isPresent)
        .getAsDouble();
  }

  private static OptionalDouble find(Connection connection, UUID run) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement(STARTED_AT)) {
      find.setObject(1, run);
      ResultSet row = find.executeQuery();
      OptionalDouble startedAt =
          row.next() ? OptionalDouble.of(row.getDouble(1)) : OptionalDouble.empty();
      connection.commit();
      return startedAt;
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
