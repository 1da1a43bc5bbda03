package io.runnerbean.engine.database;

import java.sql.SQLException;
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

  private UnitOfWork(Session session) {
    this.session = session;
    this.transaction = session.beginTransaction();
  }

  public static UnitOfWork begin(SessionFactory sessions) {
    return new UnitOfWork(sessions.openSession());
  }

  /** For the engine. */
  public Session session() {
    return session;
  }

  /** For the job: it cannot end the transaction. */
  public Session jobSession() {
    return new JobSession(session);
  }

  /** What another thread can stop this one's statement by, for as long as the unit is open. */
  public Canceller canceller() {
    return new Canceller(
        session.doReturningWork(connection -> connection.unwrap(PGConnection.class)));
  }

  /** Sends all pending writes, so that what is written next is written last. */
  public void flush() {
    session.flush();
  }

  public void commit() {
    transaction.commit();
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
