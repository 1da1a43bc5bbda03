package io.runnerbean.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Starts a server, and fails as soon as it gives up. The library alone asks for minutes whether the
 * server is ready, and then does not say why it is not.
 */
final class PostgresStart {

  private static final int POLL_MILLIS = 100;

  private PostgresStart() {}

  /**
   * @param folder the data folder, as initdb left it; it gets the server's log
   * @throws IllegalStateException if the server does not start, with what it printed
   */
  static EmbeddedPostgres run(EmbeddedPostgres.Builder builder, PostgresFolder folder, int port) {
    Path log = folder.folder().resolve("server.log");
    builder.setPort(port).setOutputRedirector(Redirect.appendTo(log.toFile()));
    FutureTask<EmbeddedPostgres> start = new FutureTask<>(builder::start);
    try {
      Files.deleteIfExists(log);
      Thread.ofPlatform().daemon().name("postgres-start").start(start);
      return await(start, folder, log);
    } catch (IOException | ExecutionException e) {
      throw new IllegalStateException(
          "PostgreSQL did not start on port %d with the data in %s. It printed:%n%s"
              .formatted(port, folder.folder(), printed(log)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while PostgreSQL started", e);
    } finally {
      start.cancel(true);
    }
  }

  private static EmbeddedPostgres await(
      FutureTask<EmbeddedPostgres> start, PostgresFolder folder, Path log)
      throws IOException, ExecutionException, InterruptedException {
    boolean gaveUp = false;
    while (true) {
      try {
        return start.get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (gaveUp) {
          throw new IOException("the server ended", e);
        }
        // From its first output on, a start has a process. Without one, the library gets one
        // more turn, because it may be about to return.
        gaveUp = !printed(log).isEmpty() && !folder.isServed();
      }
    }
  }

  private static String printed(Path log) {
    try {
      return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + log, e);
    }
  }
}
