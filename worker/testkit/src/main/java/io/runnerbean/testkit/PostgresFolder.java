package io.runnerbean.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** The data folder of a server. A killed JVM may have left data or a running server. */
record PostgresFolder(Path folder) {

  private static final String INITIALISED = "runnerbean-initialised";
  private static final int STOP_SECONDS = 30;

  /** The programs that serve a folder, or start a server for it, by the names of their files. */
  private static final Set<String> PROGRAMS = Set.of("unshare", "pg_ctl", "postgres");

  PostgresFolder {
    folder = folder.toAbsolutePath().normalize();
  }

  /** Makes an empty folder for a short-lived server. The caller deletes it. */
  static Path throwaway() {
    try {
      return Files.createTempDirectory("runnerbean-postgres-data");
    } catch (IOException e) {
      throw new UncheckedIOException("could not make a folder for PostgreSQL", e);
    }
  }

  /** PostgreSQL refuses a folder that others may read, such as one from a backup. */
  static void closeToOthers(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  /** Prepares the folder, and returns whether it has data. If not, it is empty now. */
  boolean makeReady() {
    stopOrphan();
    try {
      if (Files.exists(folder.resolve(INITIALISED))) {
        closeToOthers(folder);
        return true;
      }
      delete(folder);
      Files.createDirectories(folder);
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException("could not prepare " + folder, e);
    }
  }

  /**
   * Marks the folder as complete. Without the mark the next start assumes that it has no data, and
   * creates it again.
   */
  void markInitialised() {
    try {
      Files.writeString(folder.resolve(INITIALISED), "");
    } catch (IOException e) {
      throw new UncheckedIOException("could not mark " + folder, e);
    }
  }

  /**
   * A killed JVM leaves its server running, and a second server refuses the folder until that one
   * stops.
   */
  void stopOrphan() {
    process().ifPresent(PostgresFolder::stop);
  }

  Optional<ProcessHandle> process() {
    try {
      return postmaster().filter(this::isServedBy);
    } catch (IOException e) {
      throw new UncheckedIOException("could not read " + folder, e);
    }
  }

  /** Returns whether a server runs or starts on this folder. */
  boolean isServed() {
    return ProcessHandle.allProcesses().anyMatch(this::isServedBy);
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    Path pidFile = folder.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    return lines.isEmpty()
        ? Optional.empty()
        : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
  }

  /**
   * Returns whether this process serves the folder. The id in the file may meanwhile be that of
   * another program, which may name the folder, too.
   */
  private boolean isServedBy(ProcessHandle process) {
    String program = process.info().command().orElse("");
    return PROGRAMS.contains(program.substring(program.lastIndexOf('/') + 1))
        && process.info().commandLine().orElse("").contains(folder.toString());
  }

  /** A killed server can safely start again, because it replays its log. */
  private static void stop(ProcessHandle server) {
    server.destroy();
    try {
      server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      server.destroyForcibly();
      server.onExit().join();
    } catch (Exception e) {
      throw new IllegalStateException(
          "could not stop the PostgreSQL with process id " + server.pid(), e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
