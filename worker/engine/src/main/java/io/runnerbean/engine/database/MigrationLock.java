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
 * Lets one worker at a time migrate. Flyway's own lock needs Flyway's table, so workers that start
 * together in an existing schema without that table would conflict.
 */
final class MigrationLock implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(MigrationLock.class);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final Connection connection;

  private MigrationLock(Connection connection) {
    this.connection = connection;
  }

  /** Waits for the lock. It is held until it is closed, or its connection is lost. */
  static MigrationLock take(DataSource source) throws SQLException {
    MigrationLock lock = new MigrationLock(source.getConnection());
    try {
      lock.await();
      return lock;
    } catch (SQLException | RuntimeException e) {
      lock.close();
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
        ResultSet row = statement.executeQuery(AdvisoryLock.MIGRATION.tryInSession())) {
      return row.next() && row.getBoolean(1);
    }
  }

  /**
   * Polls, because a statement that waited in PostgreSQL would hold a snapshot, and a migration
   * that creates an index concurrently would wait for that snapshot.
   */
  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while another worker migrates", e);
    }
  }

  /** Closes the connection, which releases the lock. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
