package io.runnerbean.engine.admin;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * Opens connections for the classes of this package. Each of their methods uses one for a single
 * short transaction.
 */
public final class Administration {

  private final DataSource source;

  public Administration(DataSource source) {
    this.source = source;
  }

  public RunQueries runs() {
    return new RunQueries(this);
  }

  /**
   * Cancels runs.
   *
   * @param operator the name that is kept with what it ends
   */
  public RunCanceller canceller(String operator) {
    return new RunCanceller(this, operator);
  }

  /** Tries runs again. */
  public RunRetrier retrier() {
    return new RunRetrier(this);
  }

  /** Redrives and deletes dead letters. */
  public DeadLetterRedriver redriver() {
    return new DeadLetterRedriver(this);
  }

  /** Pauses and resumes job types. */
  public TypePauser pauser() {
    return new TypePauser(this);
  }

  /**
   * Erases personal data.
   *
   * @param text what the data contains; it must be long enough not to match other data by chance
   */
  public PersonalDataEraser eraser(String text) {
    return new PersonalDataEraser(this, text);
  }

  /**
   * Reads or writes in a transaction of its own.
   *
   * @param timeout of each statement
   */
  <T> T inTransaction(Duration timeout, Work<T> work) throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        boolean _ = statement.execute("set local statement_timeout = " + timeout.toMillis());
      }
      T result = work.in(connection);
      connection.commit();
      return result;
    }
  }

  /** The same with 30 s. */
  <T> T inTransaction(Work<T> work) throws SQLException {
    return inTransaction(Duration.ofSeconds(30), work);
  }

  /** What is done in a transaction; what it throws rolls the transaction back. */
  @FunctionalInterface
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }
}
