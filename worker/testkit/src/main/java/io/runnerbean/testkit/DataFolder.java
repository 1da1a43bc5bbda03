package io.runnerbean.testkit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for the data of servers. One process at a time may use it: the lock ends with the
 * process.
 */
public final class DataFolder implements AutoCloseable {

  private final Path folder;
  private final FileChannel lock;

  private DataFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Locks the folder. Creates it if it is missing, and ends a PostgreSQL that an earlier process
   * left behind in it.
   *
   * @throws IllegalStateException if another process uses it
   */
  public static DataFolder claim(Path path) throws IOException {
    Path folder = path.toAbsolutePath().normalize();
    Files.createDirectories(folder);
    FileChannel channel =
        FileChannel.open(
            folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
      throw new IllegalStateException(
          "Another process uses %s. Stop it, or choose another folder with --data."
              .formatted(folder));
    }
    PostgresServer.stopOrphan(folder.resolve("postgres"));
    return new DataFolder(folder, channel);
  }

  public Path path() {
    return folder;
  }

  public Path postgres() {
    return folder.resolve("postgres");
  }

  public Path sqs() {
    return folder.resolve("sqs");
  }

  /** Deletes the data of the servers. */
  public void deleteData() throws IOException {
    delete(postgres());
    delete(sqs());
  }

  /** Deletes everything except the lock. */
  public void clear() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> !file.endsWith("lock")).toList()) {
        delete(file);
      }
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
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
