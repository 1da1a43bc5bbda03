package io.runnerbean.engine.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.runnerbean.engine.signin.Logins;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Makes connections that notice when their other end is gone. */
public final class Connections {

  /**
   * A server whose client vanished must not keep its locks for hours. The idle limit lies above the
   * longest time a delivery may take.
   */
  private static final String SERVER_OPTIONS =
      "-c tcp_keepalives_idle=30 -c tcp_user_timeout=30000 -c idle_in_transaction_session_timeout=300000";

  private Connections() {}

  /**
   * A pool that opens its connections when they are first needed, and closes those that nobody has
   * needed for ten minutes: to open them all at once would be much of a start, and whoever idles
   * should leave the database to others.
   *
   * @param source opens a new connection each time
   * @param wait how long one who wants a connection waits for it
   */
  public static HikariDataSource pool(DataSource source, String name, int size, Duration wait) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName(name);
    pool.setDataSource(source);
    pool.setMaximumPoolSize(size);
    pool.setMinimumIdle(1);
    pool.setAutoCommit(false);
    pool.setConnectionTimeout(wait.toMillis());
    pool.setInitializationFailTimeout(-1);
    return new HikariDataSource(pool);
  }

  /** Opens a new connection each time, as the worker. */
  static PGSimpleDataSource single(DatabaseConfig config) {
    return single(config, config.signIn().logins(config.host(), config.port()));
  }

  /** Opens a new connection each time. */
  static PGSimpleDataSource single(DatabaseConfig config, Logins logins) {
    PGSimpleDataSource source = new SigningIn(logins);
    source.setUrl(config.jdbcUrl());
    config.tls().applyTo(source);
    source.setApplicationName("runnerbean");
    source.setTcpKeepAlive(true);
    source.setOptions(SERVER_OPTIONS);
    // PostgreSQL's details quote rows, and rows hold payloads, which belong in no log.
    source.setLogServerErrorDetail(false);
    return source;
  }
}
