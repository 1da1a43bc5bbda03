package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a thread cancel the statement that another one waits for. */
public record StatementCanceller(BaseConnection connection) {

  private static final Logger LOG = LoggerFactory.getLogger(StatementCanceller.class);

  static StatementCanceller of(Connection connection) {
    try {
      return new StatementCanceller(connection.unwrap(BaseConnection.class));
    } catch (SQLException e) {
      throw new IllegalStateException("not a connection of PostgreSQL's driver", e);
    }
  }

  /** Makes the statement fail, if one is running. */
  public void cancel() {
    try {
      connection.cancelQuery();
    } catch (SQLException e) {
      LOG.debug("a statement could not be cancelled", e);
    }
  }

  /** Closes the connection without waiting for PostgreSQL. A thread that waits for it fails. */
  public void abort() {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      LOG.debug("a connection could not be aborted", e);
    }
  }
}
