package io.runnerbean.engine.execution;

import io.runnerbean.engine.database.DatabaseOutage;
import io.runnerbean.engine.database.DatabaseTransaction;
import io.runnerbean.engine.database.NoFreeConnectionException;
import io.runnerbean.engine.lifecycle.HealthCheck;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds out whether the worker can use its database, by connections that no job ever holds. */
public final class DatabaseProbe implements HealthCheck {

  /** A silent PostgreSQL must not delay the answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /**
   * Changes nothing, but fails if the session is read-only. The pool then closes its connection,
   * because a session stays read-only after a failover.
   */
  private static final String WRITE = "delete from runnerbean.worker_run where false";

  private final DataSource control;

  public DatabaseProbe(DataSource control) {
    this.control = control;
  }

  @Override
  public String part() {
    return "database";
  }

  @Override
  public Optional<String> problem() {
    try (Connection connection = control.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setNetworkTimeout(Runnable::run, (int) PATIENCE.toMillis());
      statement.execute(WRITE);
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(
          DatabaseOutage.READ_ONLY.equals(e.getSQLState())
              ? "PostgreSQL is read-only"
              : "PostgreSQL does not answer: " + e.getMessage());
    }
  }

  /**
   * Rolls back what a job wrote, and probes the database if that fails. If only the connection was
   * lost, the transaction continues on another one.
   */
  DatabaseState rollBackAndProbe(DatabaseTransaction transaction) {
    try {
      transaction.rollback();
      return DatabaseState.AVAILABLE;
    } catch (NoFreeConnectionException none) {
      return DatabaseState.POOL_BUSY;
    } catch (SQLException | PersistenceException lost) {
      return reconnected(transaction);
    }
  }

  /** The outcome of an attempt that ended with an exception of the engine. */
  public AttemptOutcome notCommitted(RunId run, Throwable cause) {
    if (cause instanceof NoFreeConnectionException) {
      return new AttemptOutcome.NoConnection(run);
    }
    return DatabaseOutage.isCausedBy(cause) || problem().isPresent()
        ? new AttemptOutcome.DatabaseUnavailable(run, cause)
        : new AttemptOutcome.EngineFault(run, cause);
  }

  private DatabaseState reconnected(DatabaseTransaction transaction) {
    if (problem().isPresent()) {
      return DatabaseState.UNAVAILABLE;
    }
    try {
      transaction.reconnect();
      return DatabaseState.CONNECTION_LOST;
    } catch (SQLException | PersistenceException e) {
      return DatabaseState.UNAVAILABLE;
    }
  }
}
