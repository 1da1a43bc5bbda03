package io.runnerbean.engine.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGConnection;

/** What the worker requires of the PostgreSQL that it reaches, maybe through a pooler. */
record ServerRequirements(DataSource source, DatabaseConfig config) {

  /** With statement pooling, PgBouncer refuses a transaction. */
  private static final String REFUSED_BY_POOLER = "08P01";

  /** A busy pooler does not share its connections in every round. */
  private static final int ROUNDS = 10;

  /**
   * Checks all of it.
   *
   * @throws UnusableDatabaseException if it is not met; the message says what to change
   * @throws SQLException with {@link DatabaseOutage#READ_ONLY} if the server is a standby, or
   *     read-only for another reason. Both may end soon
   */
  void check(Connection connection) throws SQLException {
    if (value(connection, "show transaction_read_only").equals("on")) {
      throw new SQLException("it is read-only", DatabaseOutage.READ_ONLY);
    }
    requireUtf8(connection);
    if (isPooled(connection)) {
      requireSessionPooling(connection);
    }
  }

  private void requireUtf8(Connection connection) throws SQLException {
    String encoding = value(connection, "show server_encoding");
    if (!encoding.equals("UTF8")) {
      throw new UnusableDatabaseException(
          config,
          "its encoding is %s, and the worker needs UTF8".formatted(encoding),
          "Set RDS_DB_NAME to a database with the encoding UTF8.");
    }
  }

  /** A pooler announces a process ID of its own when a connection is opened. */
  private static boolean isPooled(Connection connection) throws SQLException {
    int announced = connection.unwrap(PGConnection.class).getBackendPID();
    return !backend(connection).equals(String.valueOf(announced));
  }

  /**
   * Locks, notifications and settings need one connection to PostgreSQL for as long as the worker's
   * connection is open. With transaction pooling, another client gets it between two transactions.
   */
  private void requireSessionPooling(Connection connection) throws SQLException {
    try (Connection other = source.getConnection()) {
      other.setAutoCommit(false);
      for (int i = 0; i < ROUNDS; i++) {
        String backend = backend(connection);
        if (backend(other).equals(backend) || !backend(connection).equals(backend)) {
          throw sharedConnections();
        }
        other.rollback();
      }
    } catch (SQLException e) {
      if (REFUSED_BY_POOLER.equals(e.getSQLState())) {
        throw sharedConnections();
      }
      throw e;
    }
  }

  private UnusableDatabaseException sharedConnections() {
    return new UnusableDatabaseException(
        config,
        "its pooler shares one connection among clients (transaction or statement pooling)",
        "Set RDS_HOSTNAME and RDS_PORT to PostgreSQL itself, or the pooler to pool_mode = session.");
  }

  private static String backend(Connection connection) throws SQLException {
    return value(connection, "select pg_backend_pid()");
  }

  /** The first value that a query returns. */
  static String value(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getString(1) : "";
    }
  }
}
