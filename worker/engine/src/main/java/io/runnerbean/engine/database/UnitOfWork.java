package io.runnerbean.engine.database;

import io.runnerbean.engine.slots.SharedExecutionSlots;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Hibernate session and its one transaction, which may take its connection late. */
public final class UnitOfWork implements DatabaseTransaction, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final SessionFactory sessions;
  private final LateConnection connection;
  private Session session;
  private Transaction transaction;
  private @Nullable JobSession jobSession;

  private UnitOfWork(SessionFactory sessions, @Nullable SharedExecutionSlots slots) {
    this.sessions = sessions;
    this.connection = new LateConnection(slots);
    this.session = sessions.openSession();
    this.transaction = begin(session);
  }

  /**
   * Begins a transaction. It takes a slot and a connection when {@link #connection} or {@link
   * #jobSession} is first called.
   */
  public static UnitOfWork begin(SessionFactory sessions, SharedExecutionSlots slots) {
    return new UnitOfWork(sessions, slots);
  }

  /** The same, for a caller that has a slot. */
  public static UnitOfWork beginInSlot(SessionFactory sessions) {
    return new UnitOfWork(sessions, null);
  }

  /**
   * Begins a transaction whose statements may take longer than those of a direct job, at once on a
   * connection, for a caller that has a slot.
   *
   * @param longestStatement after this time a silent connection is lost
   */
  public static UnitOfWork beginInSlot(SessionFactory sessions, Duration longestStatement) {
    UnitOfWork work = new UnitOfWork(sessions, null);
    try {
      DataSources.setLongestStatement(work.connection(), longestStatement);
      return work;
    } catch (SQLException e) {
      work.close();
      throw new IllegalStateException("a connection was lost", e);
    } catch (RuntimeException | Error e) {
      work.close();
      throw e;
    }
  }

  /**
   * The session's own connection, inside its transaction. The first call takes it from the pool,
   * before Hibernate has locked anything, such as a generator of ids.
   *
   * @throws NoFreeConnectionException if no slot became free in time
   * @throws PersistenceException if the pool has no connection
   * @throws IllegalStateException if the first call is made on another thread, or after the end, or
   *     the job was interrupted
   */
  @Override
  public Connection connection() {
    return connection.of(session);
  }

  /** Tells the listener when there is a connection, at once if there is. */
  public void listen(ConnectionListener toConnection) {
    connection.listen(toConnection);
  }

  /**
   * The session that a job gets, on a connection: the job cannot end the transaction.
   *
   * @throws PersistenceException if there is no connection: see {@link #connection}
   */
  public Session jobSession() {
    Connection _ = connection();
    if (jobSession == null) {
      jobSession = new JobSession(session);
    }
    return jobSession;
  }

  /**
   * From now on jobs of a batch get the session, one after the other. It refuses what would affect
   * the jobs before or after it, such as forgetting entities that are not written yet.
   */
  public void share() {
    jobSession = new SharedSession(session);
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
      connection().commit();
      return;
    }
    try {
      transaction.commit();
    } catch (PersistenceException e) {
      throw refusal(e);
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws PersistenceException why it got no connection, if it needed one
   */
  @Override
  public void rollback() throws SQLException {
    if (transaction.isActive()) {
      transaction.rollback();
    }
    Connection taken = connection.taken();
    if (taken != null) {
      taken.rollback();
    } else if (connection.refusal() != null) {
      throw connection.refusal();
    }
  }

  /** {@inheritDoc} A transaction that got none tries again when it needs one. */
  @Override
  public void reconnect() {
    if (connection.taken() == null) {
      return;
    }
    closeSession();
    connection.forget();
    session = sessions.openSession();
    transaction = begin(session);
    Connection _ = connection();
  }

  /** Whether the driver or the pool has found the connection to be lost. */
  public boolean isConnectionLost() {
    Connection taken = connection.taken();
    try {
      return taken != null && taken.isClosed();
    } catch (SQLException e) {
      return true;
    }
  }

  /** Rolls back what is not committed. If the connection is lost, PostgreSQL rolls it back. */
  @Override
  public void close() {
    try {
      closeSession();
    } finally {
      connection.close();
    }
  }

  private static Transaction begin(Session session) {
    try {
      return session.beginTransaction();
    } catch (RuntimeException | Error e) {
      session.close();
      throw e;
    }
  }

  private void closeSession() {
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
}
