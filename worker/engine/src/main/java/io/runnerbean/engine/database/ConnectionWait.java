package io.runnerbean.engine.database;

import io.runnerbean.engine.database.credentials.CredentialedDataSource;
import io.runnerbean.engine.database.credentials.MasterCredentials;
import io.runnerbean.engine.database.credentials.StoredSecret;
import io.runnerbean.engine.database.credentials.UnreadableSecretException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a database that is still starting or failing over, and reports why a database cannot be
 * used.
 */
record ConnectionWait(DataSource source, DatabaseConfig config, Duration patience) {

  private static final Logger LOG = LoggerFactory.getLogger(ConnectionWait.class);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /**
   * Returns once a connection could be opened to a server that meets the requirements.
   *
   * @throws UnusableDatabaseException if there is none; at once if waiting would not help
   */
  void await() {
    ServerRequirements requirements = new ServerRequirements(source, config);
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      try (Connection connection = source.getConnection()) {
        requirements.check(connection);
        return;
      } catch (SQLException e) {
        if (CredentialedDataSource.isRejection(e) && config.master() != null) {
          bootstrap(config.master(), e);
          continue;
        }
        if (!DatabaseOutage.isCausedBy(e) || System.nanoTime() - end > 0) {
          throw UnusableDatabaseException.of(config, e);
        }
        LOG.info("waiting for PostgreSQL at {}: {}", config.address(), e.getMessage());
        pause();
      }
    }
  }

  /** A new database does not have the worker's user yet. */
  private void bootstrap(StoredSecret master, SQLException refusal) {
    try {
      var logins = new MasterCredentials(master, config.host(), config.port());
      new DatabaseUserBootstrap(config, DataSources.forCommands(config, logins)).run();
      source.getConnection().close();
    } catch (SQLException | UnreadableSecretException e) {
      retryAsWorker(refusal, e);
    }
  }

  /** Another worker may have made the user meanwhile. RDS may then refuse the master's password. */
  private void retryAsWorker(SQLException refusal, Exception failure) {
    try {
      source.getConnection().close();
    } catch (SQLException _) {
      throw UnusableDatabaseException.userNotCreated(config, refusal, failure);
    }
  }

  /** Polls, because PostgreSQL sends no event when it is ready. */
  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
    }
  }
}
