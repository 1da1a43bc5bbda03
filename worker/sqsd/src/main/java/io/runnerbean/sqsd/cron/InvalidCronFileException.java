package io.runnerbean.sqsd.cron;

import java.util.List;

/** Thrown if a {@code cron.yaml} cannot be used. The message lists every problem, one per line. */
public final class InvalidCronFileException extends RuntimeException {

  private static final long serialVersionUID = 1;

  InvalidCronFileException(String file, List<String> problems) {
    super("%s cannot be used:\n  %s".formatted(file, String.join("\n  ", problems)));
  }
}
