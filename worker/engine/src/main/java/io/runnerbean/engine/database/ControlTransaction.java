package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A transaction of the worker itself, on a connection that no job ever holds. */
public final class ControlTransaction implements DatabaseTransaction, AutoCloseable {

  private final DataSource control;
  private Connection connection;

  public ControlTransaction(DataSource control) throws SQLException {
    this.control = control;
    this.connection = open(control);
  }

  @Override
  public Connection connection() {
    return connection;
  }

  @Override
  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void rollback() throws SQLException {
    connection.rollback();
  }

  @Override
  public void reconnect() throws SQLException {
    connection.close();
    connection = open(control);
  }

  /** Returns the connection to the pool, which rolls back what is not committed. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private static Connection open(DataSource control) throws SQLException {
    Connection connection = control.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }
}
