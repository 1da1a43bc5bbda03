package io.runnerbean.engine.database.credentials;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections with the current credentials. If the database rejects them, they may have
 * changed since they were read, so the connection is opened with the new ones.
 */
public final class CredentialedDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private final transient CredentialsProvider logins;
  private final String settings;
  private final Duration silence;

  /**
   * A source of connections.
   *
   * @param settings SQL that each new connection executes first
   * @param silence how long PostgreSQL may take to answer on an open connection. How long it may
   *     take while a connection is opened is {@link #setSocketTimeout}.
   */
  public CredentialedDataSource(CredentialsProvider logins, String settings, Duration silence) {
    this.logins = logins;
    this.settings = settings;
    this.silence = silence;
  }

  @Override
  public Connection getConnection() throws SQLException {
    try {
      return connect();
    } catch (UnreadableSecretException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  private Connection connect() throws SQLException {
    Credentials login = logins.current();
    try {
      return as(login);
    } catch (SQLException e) {
      if (!isRejection(e)) {
        throw e;
      }
      return as(logins.afterRejection(login).orElseThrow(() -> e));
    }
  }

  /** Whether the database rejected the credentials: SQLSTATE class 28, such as invalid_password. */
  public static boolean isRejection(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("28");
  }

  private Connection as(Credentials login) throws SQLException {
    Connection connection = getConnection(login.user(), login.password().reveal());
    try (Statement statement = connection.createStatement()) {
      boolean _ = statement.execute(settings);
      connection.setNetworkTimeout(Runnable::run, (int) silence.toMillis());
      return connection;
    } catch (SQLException | RuntimeException e) {
      try (connection) {
        throw e; // a failure to close is only added to it
      }
    }
  }
}
