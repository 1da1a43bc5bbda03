package io.runnerbean.engine.database;

import io.runnerbean.engine.signin.Login;
import io.runnerbean.engine.signin.Logins;
import io.runnerbean.engine.signin.UnreadableSecretException;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Opens connections with the login of the hour. One that is refused may have been changed since it
 * was read: then the connection is opened with what it is now.
 */
final class SigningIn extends PGSimpleDataSource {

  private static final long serialVersionUID = 1;

  private final transient Logins logins;

  SigningIn(Logins logins) {
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
    Login login = logins.current();
    try {
      return as(login);
    } catch (SQLException e) {
      if (!isRefusal(e)) {
        throw e;
      }
      return as(logins.insteadOf(login).orElseThrow(() -> e));
    }
  }

  /** Whether the database did not accept who asked: invalid_authorization or invalid_password. */
  static boolean isRefusal(SQLException e) {
    return e.getSQLState() != null && e.getSQLState().startsWith("28");
  }

  private Connection as(Login login) throws SQLException {
    return getConnection(login.user(), login.password().reveal());
  }
}
