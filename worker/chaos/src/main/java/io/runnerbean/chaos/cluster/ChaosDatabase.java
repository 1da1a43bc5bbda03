package io.runnerbean.chaos.cluster;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.runnerbean.testkit.PostgresDatabase;
import io.runnerbean.testkit.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A PostgreSQL with durable writes, and what can happen to it. */
public final class ChaosDatabase implements AutoCloseable {

  private static final String NAME = "chaos";

  private final Path folder;
  private final PostgresDatabase database;
  private PostgresServer server;
  private @Nullable Connection held;

  private ChaosDatabase(Path folder, PostgresServer server) {
    this.folder = folder;
    this.server = server;
    this.database = server.database(NAME);
  }

  /** Starts one with its data in this folder. */
  public static ChaosDatabase start(Path folder) throws SQLException {
    ChaosDatabase database = new ChaosDatabase(folder, PostgresServer.persistent(folder, 0));
    // So that its log does not fill a small disk.
    database.command("alter system set max_wal_size = '96MB'", "select pg_reload_conf()");
    return database;
  }

  /** Where workers find it, whenever it is there. */
  public PostgresDatabase database() {
    return database;
  }

  /** Connects as who may do everything; the caller closes it. */
  public Connection connect() throws SQLException {
    return server.superuser(NAME);
  }

  public void stop() {
    server.close();
  }

  /** Ends all of its processes as {@code kill -9} does. */
  public void kill() {
    beQuietAboutServersThatAreGone();
    PostgresServer.process(folder)
        .ifPresent(postmaster -> {
          List<ProcessHandle> all =
              Stream.concat(Stream.of(postmaster), postmaster.descendants()).toList();
          all.forEach(ProcessHandle::destroyForcibly);
          all.forEach(process -> process.onExit().join());
        });
  }

  /** Starts it again, unless it lives. */
  public void revive() {
    if (!lives()) {
      server.close();
      server = PostgresServer.persistent(folder, database.port());
    }
  }

  /** Ends everybody's connections. */
  public void cut() throws SQLException {
    command(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = '%s'"
            .formatted(database.user()));
  }

  /** Lets nobody write, or everybody again. */
  public void readOnly(boolean on) throws SQLException {
    command(
        "set default_transaction_read_only = off",
        "alter system set default_transaction_read_only = " + (on ? "on" : "off"),
        "select pg_reload_conf()");
  }

  /** Holds a transaction open that has done this. */
  public void hold(String statement) throws SQLException {
    Connection connection = connect();
    held = connection;
    connection.setAutoCommit(false);
    try (Statement work = connection.createStatement()) {
      work.execute(statement);
    }
  }

  /** Ends it. */
  public void release() throws SQLException {
    if (held != null) {
      held.close();
      held = null;
    }
  }

  @Override
  public void close() {
    server.close();
  }

  private static void beQuietAboutServersThatAreGone() {
    ((Logger) LoggerFactory.getLogger("io.zonky")).setLevel(Level.OFF);
  }

  private boolean lives() {
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
