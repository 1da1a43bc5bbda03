package io.runnerbean.chaos.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import io.runnerbean.testkit.process.TcpProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A PostgreSQL with durable writes, and its faults. */
public final class ChaosDatabase implements AutoCloseable {

  private static final String NAME = "chaos";

  private final Path folder;
  private final PostgresDatabase database;
  private final TcpProxy proxy;
  private PostgresServer server;
  private @Nullable Connection idle;

  private ChaosDatabase(Path folder, PostgresServer server, TcpProxy proxy) {
    this.folder = folder;
    this.server = server;
    this.database = server.database(NAME);
    this.proxy = proxy;
    proxy.target(database.port());
  }

  /** Starts one with its data in this folder. */
  public static ChaosDatabase start(Path folder) throws IOException, SQLException {
    ChaosDatabase database =
        new ChaosDatabase(folder, PostgresServer.persistent(folder, 0), TcpProxy.start());
    // Otherwise the write-ahead log would fill the small disk.
    database.command("alter system set max_wal_size = '96MB'", "select pg_reload_conf()");
    return database;
  }

  /** The database as clients see it. */
  public PostgresDatabase database() {
    return database;
  }

  /** Stands before the database of the workers. */
  public TcpProxy proxy() {
    return proxy;
  }

  /** The settings with which a worker reaches it through the proxy. */
  Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>(database.environment());
    environment.put("RDS_PORT", String.valueOf(proxy.port()));
    return environment;
  }

  /** A connection of the superuser. The caller closes it. */
  public Connection connect() throws SQLException {
    return server.superuser(NAME);
  }

  public void stop() {
    server.close();
  }

  /** Kills all of its processes with {@code kill -9}. */
  public void kill() {
    muteLogOfLostServers();
    PostgresServer.process(folder)
        .ifPresent(postmaster -> {
          List<ProcessHandle> all =
              Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
          all.forEach(ProcessHandle::destroyForcibly);
          all.forEach(process -> process.onExit().join());
        });
  }

  /** Starts it again if it does not run. */
  public void startIfStopped() {
    if (!isRunning()) {
      server.close();
      server = PostgresServer.persistent(folder, database.port());
    }
  }

  /** Ends all connections of the workers. */
  public void terminateConnections() throws SQLException {
    command(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(database.user()));
  }

  /** Makes the server read-only, or writable again. */
  public void readOnly(boolean on) throws SQLException {
    command(
        "set default_transaction_read_only = off",
        "alter system set default_transaction_read_only = " + (on ? "on" : "off"),
        "select pg_reload_conf()");
  }

  /** Opens a transaction that executes this statement and stays open. */
  public void beginIdleTransaction(String statement) throws SQLException {
    Connection connection = connect();
    idle = connection;
    connection.setAutoCommit(false);
    try (Statement work = connection.createStatement()) {
      work.execute(statement);
    }
  }

  /** Ends the open transaction. */
  public void endIdleTransaction() throws SQLException {
    if (idle != null) {
      idle.close();
      idle = null;
    }
  }

  @Override
  public void close() throws IOException {
    proxy.close();
    server.close();
  }

  private static void muteLogOfLostServers() {
    ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
  }

  private boolean isRunning() {
    try (Connection connection = connect()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private void command(String... commands) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String command : commands) {
        statement.execute(command);
      }
    }
  }
}
