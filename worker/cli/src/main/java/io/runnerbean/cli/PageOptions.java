package io.runnerbean.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a page of a list. */
final class PageOptions {

  @Option(names = "--type", paramLabel = "TYPE", description = "show only this job type")
  private @Nullable String type;

  @Option(
      names = "--before",
      paramLabel = "RUN",
      description = "show only older runs; give the last run of the previous page")
  private @Nullable UUID before;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "the maximum number of rows (default: ${DEFAULT-VALUE})")
  private int limit;

  @Nullable String type() {
    return type;
  }

  @Nullable UUID before() {
    return before;
  }

  /**
   * Returns the size of the page.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  int limit() {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit is %d; it must be at least 1".formatted(limit));
    }
    return limit;
  }
}
