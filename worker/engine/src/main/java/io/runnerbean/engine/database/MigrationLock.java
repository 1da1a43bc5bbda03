package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker at a time migrates. Flyway takes turns only once its table is there: workers that
 * start together in a schema that somebody else has made would stumble over each other before.
 */
final class MigrationLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  /** Of this product, so that nobody else's lock is taken: "turn" in ASCII. */
  private static final String TRY = "select pg_try_advisory_lock(" + 0x7475726e + ")";

  private final Connection connection;

  private MigrationLock(Connection connection) {
    this.connection = connection;
  }

  /** Waits for it; it lasts until it is closed, or its connection is lost. */
  static MigrationLock take(DataSource source) throws SQLException {
    MigrationLock turn = new MigrationLock(source.getConnection());
    try {
      turn.await();
      return turn;
    } catch (SQLException | RuntimeException e) {
      turn.close();
      throw e;
    }
  }

  private void await() throws SQLException {
    if (!isOurs()) {
      LOG.info("waiting for another worker that migrates the database");
      do {
        pause();
      } while (!isOurs());
    }
  }

  private boolean isOurs() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(TRY)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * A statement that waited in PostgreSQL would hold a snapshot, for which a migration that makes
   * an index concurrently waits in turn: so one asks again.
   */
  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another worker migrates", e);
    }
  }

  /** The lock goes with the connection. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
