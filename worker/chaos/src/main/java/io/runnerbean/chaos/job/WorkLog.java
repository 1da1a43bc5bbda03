package io.runnerbean.chaos.job;

import io.runnerbean.job.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/**
 * A file of the work that a worker began and ended, written before and after each attempt. It shows
 * which runs a killed worker held.
 *
 * @param file outlives the process
 */
public record WorkLog(Path file) {

  /** The first character of a line when work begins. */
  public static final char BEGIN = '+';

  private static final char END = '-';

  JobResult around(String key, Callable<JobResult> attempt) throws Exception {
    write(BEGIN, key);
    try {
      return attempt.call();
    } finally {
      write(END, key);
    }
  }

  private void write(char what, String key) throws IOException {
    Files.writeString(
        file, what + key + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
