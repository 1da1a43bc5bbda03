package io.runnerbean.engine.database;

import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.event.spi.EventSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Hibernate session and its one transaction. */
public final class UnitOfWork implements DatabaseTransaction, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final SessionFactory sessions;
  private Session session;
  private Transaction transaction;
  private Connection connection;
  private @Nullable JobSession jobSession;

  private UnitOfWork(SessionFactory sessions) {
    this.sessions = sessions;
    this.session = sessions.openSession();
    try {
      this.transaction = session.beginTransaction();
      this.connection = session.doReturningWork(own -> own);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  public static UnitOfWork begin(SessionFactory sessions) {
    return new UnitOfWork(sessions);
  }

  /**
   * Begins a transaction whose statements may take longer than those of a direct job.
   *
   * @param longestStatement after this time a silent connection is lost
   */
  public static UnitOfWork begin(SessionFactory sessions, Duration longestStatement) {
    UnitOfWork work = new UnitOfWork(sessions);
    try {
      DataSources.setLongestStatement(work.connection, longestStatement);
      return work;
    } catch (SQLException e) {
      work.close();
      throw new IllegalStateException("a connection was lost", e);
    }
  }

  /** The session's own connection, inside its transaction. */
  @Override
  public Connection connection() {
    return connection;
  }

  /** The session that a job gets: the job cannot end the transaction. */
  public Session jobSession() {
    JobSession own = new JobSession(session);
    jobSession = own;
    return own;
  }

  /**
   * The session that the jobs of a batch get, one after the other. It refuses what would affect the
   * jobs before or after it, such as forgetting entities that are not written yet.
   */
  public Session sharedSession() {
    JobSession shared = new SharedSession(session);
    jobSession = shared;
    return shared;
  }

  /**
   * Checks that no job has ended the transaction, or made it impossible to commit.
   *
   * @throws IllegalStateException if one has
   */
  public void requireOpen() {
    if (jobSession != null) {
      jobSession.requireOpen();
    }
    requireCommittable(session);
  }

  /** Lets another thread cancel the statement that this one waits for. */
  public Canceller canceller() throws SQLException {
    return new Canceller(connection.unwrap(BaseConnection.class));
  }

  /**
   * Sends all pending writes; later changes of entities are not sent. What Hibernate checks before
   * a COMMIT, such as an optimistic lock, is checked now: COMMIT may be sent without Hibernate.
   *
   * @throws IllegalStateException if the job has ended the transaction, or Hibernate would roll it
   *     back
   */
  public void flush() {
    requireOpen();
    session.flush();
    session.unwrap(EventSource.class).getActionQueue().beforeTransactionCompletion();
    session.setHibernateFlushMode(FlushMode.MANUAL);
  }

  /**
   * Commits. After a rollback it commits what was written since, which Hibernate does not know of.
   *
   * @throws SQLException if PostgreSQL refuses, for instance because of a deferred constraint;
   *     Hibernate's own exception does not say why
   */
  @Override
  public void commit() throws SQLException {
    if (!transaction.isActive()) {
      connection.commit();
      return;
    }
    try {
      transaction.commit();
    } catch (PersistenceException e) {
      throw refusal(e);
    }
  }

  @Override
  public void rollback() throws SQLException {
    if (transaction.isActive()) {
      transaction.rollback();
    }
    connection.rollback();
  }

  @Override
  public void reconnect() {
    close();
    session = sessions.openSession();
    transaction = session.beginTransaction();
    connection = session.doReturningWork(own -> own);
  }

  /** Whether the driver or the pool has found the connection to be lost. */
  public boolean isConnectionLost() {
    try {
      return connection.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Rolls back what is not committed. If the connection is lost, PostgreSQL rolls it back. */
  @Override
  public void close() {
    try (Session own = session) {
      if (own.isOpen() && transaction.isActive()) {
        transaction.rollback();
      }
    } catch (RuntimeException e) {
      LOG.debug(
          "could not roll back; PostgreSQL rolls back when it detects the lost connection", e);
    }
  }

  private static SQLException refusal(PersistenceException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refused) {
        return refused;
      }
    }
    throw failure;
  }

  /** Hibernate rolls such a transaction back, and its commit does not say so. */
  private static void requireCommittable(Session session) {
    if (session.getTransaction().getRollbackOnly()) {
      throw new IllegalStateException(
          "the job caught an exception of Hibernate, after which its transaction cannot be committed");
    }
  }

  /** Cancels the statement that another thread waits for. */
  public record Canceller(BaseConnection connection) {

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
}
