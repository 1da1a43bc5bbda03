package io.runnerbean.cli;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that choose a page of a list. */
final class PageOptions {

  @Option(names = "--type", paramLabel = "TYPE", description = "show only this job type")
  private @Nullable String type;

  @Mixin private TypeArgument names = new TypeArgument();

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

  /**
   * The name by which runs of the type are stored; null: of any type.
   *
   * @throws IllegalArgumentException if there is no such type
   */
  @Nullable String type() {
    return names.canonicalOrNull(type);
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
