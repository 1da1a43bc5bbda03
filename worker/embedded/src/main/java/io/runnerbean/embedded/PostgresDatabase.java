package io.runnerbean.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * Where one database of a {@link PostgresServer} is and who may use it.
 *
 * @param host a loopback address
 * @param port the server's port
 */
public record PostgresDatabase(String host, int port, String name, String user, String password) {

  /** The JDBC address, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }

  /** Opens a connection of its own; the caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }
}
