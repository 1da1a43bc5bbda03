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
   * engine's statements expect, whatever the defaults of the database or the user are.
   */
  private static final String SERVER_OPTIONS =
      "-c tcp_keepalives_idle=30 -c tcp_user_timeout=30000"
          + " -c client_connection_check_interval=2000"
          + " -c idle_in_transaction_session_timeout="
          + IDLE_LIMIT.toMillis()
          + " -c synchronous_commit=on -c default_transaction_isolation=read\\ committed";

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

  /** Opens connections that fail if PostgreSQL sends nothing for this time. */
  static PGSimpleDataSource withSocketTimeout(
      DatabaseConfig config, CredentialsProvider logins, Duration silence) {
    PGSimpleDataSource source = single(config, logins);
    source.setSocketTimeout((int) silence.toSeconds());
    return source;
  }

  /** Opens a new connection each time, with the worker's credentials. */
  static PGSimpleDataSource single(DatabaseConfig config) {
    return single(config, config.authentication().credentials(config.host(), config.port()));
  }

  /** Opens a new connection each time, with these credentials. */
  static PGSimpleDataSource single(DatabaseConfig config, CredentialsProvider logins) {
    PGSimpleDataSource source = new CredentialedDataSource(logins);
    source.setUrl(config.jdbcUrl());
    config.tls().applyTo(source);
    source.setApplicationName("runnerbean");
    source.setTcpKeepAlive(true);
    source.setOptions(SERVER_OPTIONS);
    // PostgreSQL's details quote rows, and rows hold payloads, which must not be logged.
    source.setLogServerErrorDetail(false);
    return source;
  }
}
