package io.runnerbean.engine.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.engine.database.credentials.CredentialedDataSource;
import io.runnerbean.engine.database.credentials.CredentialsProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections that detect when their other end is lost. */
public final class DataSources {

  /** How long PostgreSQL lets a transaction be idle. A direct job must take less time. */
  public static final Duration IDLE_LIMIT = Duration.ofMinutes(5);

  /**
   * PostgreSQL must release the locks of a client that was lost, also while it executes a statement
   * of that client. A COMMIT that was answered must be durable, and isolation must be what the
   * engine's statements expect, whatever the defaults of the database or the user are. These are
   * statements, because poolers refuse or ignore such options of a connection.
   */
  private static final String SESSION_SETTINGS =
      """
      set tcp_keepalives_idle = 30;
      set tcp_keepalives_interval = 10;
      set tcp_keepalives_count = 3;
      set tcp_user_timeout = 30000;
      set client_connection_check_interval = 2000;
      set idle_in_transaction_session_timeout = %d;
      set synchronous_commit = on;
      set default_transaction_isolation = 'read committed'
      """
          .formatted(IDLE_LIMIT.toMillis());

  /** How long PostgreSQL may take for each answer while a connection is opened. */
  private static final Duration OPENING = Duration.ofSeconds(10);

  /** How long a statement of an operator may take. */
  private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

  /** How long a statement of a migration may take, such as one that makes an index. */
  private static final Duration LONGEST_MIGRATION = Duration.ofHours(24);

  /** SQL that sets how long a statement of the worker itself waits for a lock. */
  public static final String LOCK_TIMEOUT = "set lock_timeout = '10s'";

  private DataSources() {}

  /**
   * A pool that opens a connection when it is first needed, because opening all of them would slow
   * the start. It closes connections that were idle for ten minutes, except one, to leave them to
   * other clients.
   *
   * @param source opens a new connection each time
   * @param wait how long a caller waits for a connection
   */
  public static HikariDataSource pool(DataSource source, String name, int size, Duration wait) {
    return new HikariDataSource(config(source, name, size, wait));
  }

  /**
   * A pool for the worker itself. Its statements must not wait long for a lock, because its threads
   * renew leases and claim runs.
   */
  static HikariDataSource control(DataSource source, int size, Duration wait) {
    HikariConfig pool = config(source, "control", size, wait);
    pool.setAutoCommit(true); // most of its statements are transactions of their own
    pool.setConnectionInitSql(LOCK_TIMEOUT);
    return new HikariDataSource(pool);
  }

  private static HikariConfig config(DataSource source, String name, int size, Duration wait) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    pool.setAutoCommit(false);
    pool.setConnectionTimeout(wait.toMillis());
    pool.setInitializationFailTimeout(-1);
    pool.setExceptionOverride(new ConnectionEviction());
    return pool;
  }

  /**
   * Lets the statements of a connection take this time, until it returns to its pool. After that a
   * silent connection counts as lost.
   */
  public static void setLongestStatement(Connection connection, Duration time) throws SQLException {
    int millis = (int) Math.min(time.toMillis(), Integer.MAX_VALUE);
    connection.setNetworkTimeout(Runnable::run, millis);
  }

  /** Opens a new connection each time, for a command of an operator. */
  static PGSimpleDataSource forCommands(DatabaseConfig config) {
    return forCommands(config, config.authentication().credentials(config.host(), config.port()));
  }

  /** The same, with these credentials. */
  static PGSimpleDataSource forCommands(DatabaseConfig config, CredentialsProvider logins) {
    return source(config, logins, LONGEST_COMMAND);
  }

  /** Opens a new connection each time, for migrations. */
  static PGSimpleDataSource forMigrations(DatabaseConfig config, CredentialsProvider logins) {
    return source(config, logins, LONGEST_MIGRATION);
  }

  /**
   * Opens a new connection each time.
   *
   * @param silence a connection counts as lost if PostgreSQL answers nothing for this time
   */
  static PGSimpleDataSource source(
      DatabaseConfig config, CredentialsProvider logins, Duration silence) {
    PGSimpleDataSource source = new CredentialedDataSource(logins, SESSION_SETTINGS, silence);
    source.setUrl(config.jdbcUrl());
    config.tls().applyTo(source);
    source.setApplicationName("runnerbean");
    source.setSocketFactory(KeepAliveSockets.class.getName());
    source.setTcpKeepAlive(true); // otherwise the driver would switch it off again
    source.setSocketTimeout((int) OPENING.toSeconds());
    // PostgreSQL's details quote rows, and rows hold payloads, which must not be logged.
    source.setLogServerErrorDetail(false);
    return source;
  }
}
