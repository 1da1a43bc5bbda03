package io.runnerbean.engine.database;

import org.hibernate.HibernateException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
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
}
