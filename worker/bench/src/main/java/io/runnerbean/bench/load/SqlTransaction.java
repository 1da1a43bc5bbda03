package io.runnerbean.bench.load;

import io.runnerbean.engine.delivery.RunIdentity;
import io.runnerbean.engine.store.RetentionConfig;
import io.runnerbean.engine.store.RunRecord;
import io.runnerbean.engine.store.RunResult;
import io.runnerbean.engine.store.Runs;
import io.runnerbean.engine.store.SourceMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** One transaction over plain JDBC, on its own connection: the worker's SQL without the worker. */
sealed interface SqlTransaction extends Operation {

  /** Prepares the transaction of this name, on a connection with auto-commit off. */
  static SqlTransaction of(String name, Connection connection) throws SQLException {
    return switch (name) {
      case "insert" -> Insert.on(connection);
      case "run" -> Run.on(connection);
      case "batch" -> Batch.on(connection);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** The job's row alone: {@code BEGIN} and the insert in one message, then {@code COMMIT}. */
  record Insert(Connection connection, PreparedStatement insert) implements SqlTransaction {

    static Insert on(Connection connection) throws SQLException {
      return new Insert(connection, connection.prepareStatement(JobInsert.RETURNING));
    }

    @Override
    public void execute() throws SQLException {
      JobInsert.execute(insert);
      connection.commit();
    }
  }

  /** A direct run: the job's row, then the run's row and {@code COMMIT} in one message. */
  record Run(Connection connection, PreparedStatement insert, Runs runs) implements SqlTransaction {

    private static final RunResult SUCCEEDED =
        RunResult.succeeded(Duration.ofMillis(1), null, null);

    static Run on(Connection connection) throws SQLException {
      return new Run(
          connection,
          connection.prepareStatement(JobInsert.RETURNING),
          new Runs("bench", RetentionConfig.standard()));
    }

    @Override
    public void execute() throws Exception {
      JobInsert.execute(insert);
      SourceMessage source = message(UUID.randomUUID().toString());
      UUID id = RunIdentity.of(source);
      runs.addAndCommit(connection, new RunRecord(id, "InsertJob", "", source, null, 1), SUCCEEDED);
    }
  }

  /** Ten runs in one transaction: a batch of inserts, then all runs' rows in one statement. */
  record Batch(Connection connection, PreparedStatement insert, PreparedStatement runs)
      implements SqlTransaction {

    private static final int SIZE = 10;

    private static final String RUNS =
        """
        insert into runnerbean.run
          (id, job_type, state, attempt, worker, message_id, started_at, finished_at)
        select id, 'InsertJob', 'succeeded', 1, 'bench', message_id,
          clock_timestamp() - make_interval(secs => 0.001), clock_timestamp()
        from unnest(?::uuid[], ?::text[]) as r (id, message_id)
        """;

    static Batch on(Connection connection) throws SQLException {
      return new Batch(
          connection,
          connection.prepareStatement(JobInsert.PLAIN),
          connection.prepareStatement(RUNS));
    }

    @Override
    public int jobs() {
      return SIZE;
    }

    @Override
    public void execute() throws SQLException {
      UUID[] ids = new UUID[SIZE];
      String[] messages = new String[SIZE];
      for (int i = 0; i < SIZE; i++) {
        insert.setString(1, JobInsert.DATA);
        insert.addBatch();
        messages[i] = UUID.randomUUID().toString();
        ids[i] = RunIdentity.of(message(messages[i]));
      }
      int[] _ = insert.executeBatch();
      runs.setArray(1, connection.createArrayOf("uuid", ids));
      runs.setArray(2, connection.createArrayOf("text", messages));
      int _ = runs.executeUpdate();
      connection.commit();
    }
  }

  private static SourceMessage message(String id) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new SourceMessage(id, "jobs", 1, now, now, null, null, null);
  }
}
