package io.runnerbean.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** A file of all faults and their times, for the analysis of a failed run. */
final class FaultLog {

  private static final double NANOS_PER_SECOND = 1e9;

  private final Path file;
  private final long begin = System.nanoTime();

  FaultLog(Path file) {
    this.file = file;
  }

  synchronized void add(String what) {
    try {
      Files.writeString(
          file,
          String.format(
              Locale.ROOT, "%9.3f %s%n", (System.nanoTime() - begin) / NANOS_PER_SECOND, what),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
