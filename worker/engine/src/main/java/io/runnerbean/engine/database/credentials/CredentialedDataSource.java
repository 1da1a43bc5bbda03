package io.runnerbean.engine.database.credentials;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections with the current credentials. If the database rejects them, they may have
 * changed since they were read, so the connection is opened with the new ones.
 */
public final class CredentialedDataSource extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private final transient CredentialsProvider logins;

  public CredentialedDataSource(CredentialsProvider logins) {
    this.logins = logins;
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
    return getConnection(login.user(), login.password().reveal());
  }
}
