package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.SQLException;

/** A transaction on one connection. If it is closed before it is committed, it is rolled back. */
public interface DatabaseTransaction {

  Connection connection();

  void commit() throws SQLException;

  /**
   * Undoes what was written. Another transaction can begin on the same connection.
   *
   * @throws SQLException if the connection is lost
   */
  void rollback() throws SQLException;

  /** Replaces a lost connection by another. */
  void reconnect() throws SQLException;
}
