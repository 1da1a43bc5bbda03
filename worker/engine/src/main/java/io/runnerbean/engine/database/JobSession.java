package io.runnerbean.engine.database;

import org.hibernate.Session;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SessionDelegatorBaseImpl;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * The session as a job gets it: all of it but the end of its transaction. A job that committed
 * early would keep its receipt without having finished, and no redelivery would ever finish it.
 */
@SuppressWarnings("unchecked") // raw signatures that are inherited
final class JobSession extends SessionDelegatorBaseImpl {

  private static final String NOT_YOURS = "the engine begins and ends the transaction of a job";

  JobSession(Session session) {
    super((SessionImplementor) session);
  }

  @Override
  public Transaction beginTransaction() {
    throw new IllegalStateException(NOT_YOURS);
  }

  @Override
  public Transaction getTransaction() {
    throw new IllegalStateException(NOT_YOURS);
  }

  @Override
  public void close() {
    throw new IllegalStateException("the engine closes the session of a job");
  }
}
