package io.runnerbean.chaos.job;

import io.runnerbean.job.JobResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;

/**
 * A file beside the worker that says which work it had in hand when it was killed: written before
 * and after each attempt, and nowhere near the database.
 *
 * @param file it outlives the process
 */
public record WorkLog(Path file) {

  /** What a line about a beginning starts with; an end's starts with a minus. */
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
