package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.FlushMode;
import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One session and its one transaction. What is not committed by the time it closes is rolled back.
 */
public final class UnitOfWork implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(UnitOfWork.class);

  private final Session session;
  private final Transaction transaction;
  private final Connection connection;

  private UnitOfWork(Session session) {
    this.session = session;
    this.transaction = session.beginTransaction();
    this.connection = session.doReturningWork(own -> own);
  }

  public static UnitOfWork begin(SessionFactory sessions) {
    Session session = sessions.openSession();
    try {
      return new UnitOfWork(session);
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  /** For the ledger: the session's own connection, inside its transaction. */
  public Connection connection() {
    return connection;
  }

  /** For the job: it cannot end the transaction. */
  public Session jobSession() {
    return new JobSession(session);
  }

  /** For another job in the same transaction: of what one has in memory the other sees nothing. */
  public Part part() {
    return new Part(session.sessionWithOptions().connection().openSession());
  }

  /** What another thread can stop this one's statement by, for as long as the unit is open. */
  public Canceller canceller() throws SQLException {
    return new Canceller(connection.unwrap(PGConnection.class));
  }

  /** Sends all pending writes for good, so that what is written next is written last. */
  public void flush() {
    session.flush();
    session.setHibernateFlushMode(FlushMode.MANUAL);
  }

  public void commit() {
    transaction.commit();
  }

  /**
   * Undoes all that was written. The connection stays, for what is to be recorded in a transaction
   * of its own.
   */
  public void rollback() throws SQLException {
    if (transaction.isActive()) {
      transaction.rollback();
    }
    connection.rollback();
  }

  /**
   * Nothing is committed at this point, and a lost connection rolls back by itself: so failing to
   * do so is no failure.
   */
  @Override
  public void close() {
    try (session) {
      if (transaction.isActive()) {
        transaction.rollback();
      }
    } catch (HibernateException e) {
      LOG.debug("a transaction was left to PostgreSQL to roll back", e);
    }
  }

  /** What one of several jobs does in the same transaction. */
  public record Part(Session session) implements AutoCloseable {

    /** For the job: it cannot end the transaction. */
    public Session jobSession() {
      return new JobSession(session);
    }

    /** Sends all pending writes: what has not been sent by the time it closes is forgotten. */
    public void flush() {
      session.flush();
    }

    @Override
    public void close() {
      session.close();
    }
  }

  /** Stops a statement that runs on another thread. */
  public record Canceller(PGConnection connection) {

    /** The statement fails, if there is one; a lost connection has none. */
    public void cancel() {
      try {
        connection.cancelQuery();
      } catch (SQLException e) {
        LOG.debug("a statement could not be cancelled", e);
      }
    }
  }
}
