package io.runnerbean.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, started as a child process of this JVM and stopped with it. It listens on
 * loopback only.
 */
public final class PostgresServer implements AutoCloseable {

  private static final Duration STARTUP_WAIT = Duration.ofMinutes(3);

  private static final PostgresTemplate TEMPLATE =
      new PostgresTemplate(binariesOfThisUser().toPath());

  private final EmbeddedPostgres postgres;
  private final @Nullable Path throwaway;

  private PostgresServer(EmbeddedPostgres postgres, @Nullable Path throwaway) {
    this.postgres = postgres;
    this.throwaway = throwaway;
  }

  /** Starts a server on a free port. Its writes are not durable: do not benchmark or crash it. */
  public static PostgresServer temporary() {
    Path folder = PostgresFolder.throwaway();
    TEMPLATE.copyTo(folder, builder());
    // Its many small databases are short-lived and need no vacuum.
    return start(builder().setServerConfig("autovacuum", "off"), folder, 0, folder);
  }

  /**
   * Starts a server whose data stays in {@code folder}, with durable writes. It first stops a
   * server that an earlier JVM left running on that folder. The caller must ensure that at most one
   * JVM uses a folder.
   *
   * @param port 1 to 65535, or 0 for a free one
   * @throws IllegalStateException if it does not start, with what it printed
   */
  public static PostgresServer persistent(Path folder, int port) {
    PostgresFolder data = new PostgresFolder(folder);
    if (!data.makeReady()) {
      TEMPLATE.copyTo(folder, builder());
    }
    PostgresServer server = start(durable(builder()), folder, port, null);
    data.markInitialised();
    return server;
  }

  /** Stops the server that a killed JVM left running on this folder, if there is one. */
  public static void stopOrphan(Path folder) {
    new PostgresFolder(folder).stopOrphan();
  }

  /** Returns the process that serves this folder. Its children serve the connections. */
  public static Optional<ProcessHandle> process(Path folder) {
    return new PostgresFolder(folder).process();
  }

  public int port() {
    return postgres.getPort();
  }

  /**
   * Returns the database of this name. If it does not exist, creates it, with an owner and a
   * password of the same name.
   */
  public PostgresDatabase database(String name) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
      createIfMissing(
          connection,
          "pg_roles where rolname",
          name,
          "create role %s login password '%s'".formatted(name, name));
      createIfMissing(
          connection,
          "pg_database where datname",
          name,
          "create database %s owner %s".formatted(name, name));
    } catch (SQLException e) {
      throw new IllegalStateException("could not make the database " + name, e);
    }
    return new PostgresDatabase("127.0.0.1", port(), name, name, name);
  }

  /** Connects as the superuser. The caller closes the connection. */
  public Connection superuser(String database) throws SQLException {
    return postgres.getDatabase("postgres", database).getConnection();
  }

  @Override
  public void close() {
    try {
      postgres.close();
      if (throwaway != null) {
        PostgresFolder.delete(throwaway);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void createIfMissing(
      Connection connection, String catalog, String name, String create) throws SQLException {
    try (PreparedStatement find = connection.prepareStatement("select 1 from " + catalog + " = ?");
        Statement statement = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        statement.execute(create);
      }
    }
  }

  private static EmbeddedPostgres.Builder builder() {
    return EmbeddedPostgres.builder()
        .setOverrideWorkingDirectory(binariesOfThisUser())
        .setRegisterShutdownHook(false)
        .setLocaleConfig("locale", "C.UTF-8")
        .setPGStartupWait(STARTUP_WAIT);
  }

  /**
   * Each user of a machine needs a folder of their own for the unpacked binaries, because they
   * cannot write to another user's.
   */
  private static File binariesOfThisUser() {
    return Path.of(
            System.getProperty("java.io.tmpdir"),
            "runnerbean-postgres-" + System.getProperty("user.name"))
        .toFile();
  }

  /** By default the embedded server trades durability for speed. */
  private static EmbeddedPostgres.Builder durable(EmbeddedPostgres.Builder builder) {
    return builder
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on");
  }

  /**
   * @param throwaway a folder to delete when the server closes, or null
   */
  private static PostgresServer start(
      EmbeddedPostgres.Builder builder, Path folder, int port, @Nullable Path throwaway) {
    PostgresFolder data = new PostgresFolder(folder);
    builder.setDataDirectory(data.folder()).setCleanDataDirectory(false);
    int chosen = port == 0 ? FreePort.choose() : port;
    return new PostgresServer(PostgresStart.run(builder, data, chosen), throwaway);
  }
}
