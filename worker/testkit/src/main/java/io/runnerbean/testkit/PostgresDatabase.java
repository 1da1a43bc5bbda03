package io.runnerbean.testkit;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The address of one database of a {@link PostgresServer}, and its credentials.
 *
 * @param host a loopback address
 * @param port the server's port
 */
public record PostgresDatabase(String host, int port, String name, String user, String password) {

  private static final String HOST = "RDS_HOSTNAME";
  private static final String PORT = "RDS_PORT";
  private static final String NAME = "RDS_DB_NAME";
  private static final String USER = "RDS_USERNAME";
  private static final String PASSWORD = "RDS_PASSWORD";

  /**
   * Returns the database that these environment variables name.
   *
   * @throws NullPointerException if one of them is missing
   */
  public static PostgresDatabase of(Map<String, String> environment) {
    return new PostgresDatabase(
        value(environment, HOST),
        Integer.parseInt(value(environment, PORT)),
        value(environment, NAME),
        value(environment, USER),
        value(environment, PASSWORD));
  }

  private static String value(Map<String, String> environment, String name) {
    return Objects.requireNonNull(environment.get(name), name);
  }

  /**
   * Returns the environment variables by which Elastic Beanstalk names a database; more may be
   * added.
   */
  public Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put(HOST, host);
    environment.put(PORT, String.valueOf(port));
    environment.put(NAME, name);
    environment.put(USER, user);
    environment.put(PASSWORD, password);
    return environment;
  }

  /** Returns a source that opens a connection for each call. */
  public DataSource source() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(jdbcUrl());
    source.setUser(user);
    source.setPassword(password);
    return source;
  }

  /** Returns the JDBC URL, without credentials. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
  }

  /** Opens a new connection. The caller closes it. */
  public Connection connect() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), user, password);
  }

  /** Executes one or more statements, separated by semicolons, on a new connection. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = connect()) {
      execute(connection, sql);
    }
  }

  /** Executes one or more statements on this connection. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Runs a query on a new connection, and returns the first column of each row. */
  public List<String> query(String sql) throws SQLException {
    try (Connection connection = connect()) {
      return query(connection, sql);
    }
  }

  /** Returns the first column of each row on this connection. No value may be null. */
  public static List<String> query(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
