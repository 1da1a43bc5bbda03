package io.runnerbean.dev;

import io.runnerbean.embedded.PostgresDatabase;
import io.runnerbean.embedded.PostgresServer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where dev mode keeps its data. One process at a time has it; the lock ends with the process,
 * however that ends.
 */
final class DevFolder implements AutoCloseable {

  /** Finds a table that only older versions made. */
  private static final String OLDER_TABLE =
      "select 1 from pg_tables where schemaname = 'runnerbean' and tablename = 'receipt'";

  private final Path folder;
  private final FileChannel lock;

  private DevFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder, and makes it if it is not there.
   *
   * @throws DevException if another process has it
   */
  static DevFolder claim(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new DevException(
          "Dev mode runs already on "
              + folder
              + ". Stop it, or choose another folder with --data.");
    }
    PostgresServer.stopOrphan(folder.resolve("postgres"));
    return new DevFolder(folder, channel);
  }

  Path postgres() {
    return folder.resolve("postgres");
  }

  Path sqs() {
    return folder.resolve("sqs");
  }

  /**
   * Checks that this version can use its database.
   *
   * @throws DevException if an older version has made it
   */
  void requireCurrent(PostgresDatabase database) throws SQLException {
    if (!database.query(OLDER_TABLE).isEmpty()) {
      throw new DevException(
          "The data in %s is of an older version: start once with --fresh, which deletes it, or choose another folder with --data."
              .formatted(folder));
    }
  }

  /** Deletes all data. */
  void forget() throws IOException {
    delete(postgres());
    delete(sqs());
  }

  /** Deletes everything but the lock. */
  void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith("lock")).toList()) {
        delete(file);
      }
    }
  }

  /**
   * Leaves a note of where everything is, for commands in other terminals. It is gone when dev mode
   * has stopped.
   */
  void note(Map<String, String> environment) throws IOException {
    String lines =
        environment.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
            .collect(Collectors.joining());
    Files.writeString(environment(), lines);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(environment());
    lock.close();
  }

  private Path environment() {
    return folder.resolve("dev.env");
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path)) {
      try (Stream<Path> files = Files.walk(path)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
