package io.runnerbean.bench.recorded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a figure is of the code as it is: what was measured of other code says little of it. */
public record StalenessCheck(Path checkout) {

  /** What the worker's speed comes from. */
  private static final List<String> CODE =
      List.of(
          "worker/engine/src/main",
          "worker/jobs/src/main",
          "worker/sqsd/src/main",
          "worker/cli/src/main",
          "worker/cli/src/assembly");

  /** Why it is not, in words for people; empty: it is. */
  Optional<String> staleness(RecordedResult measurement) {
    if (measurement.commit().endsWith("+")) {
      return Optional.of("was measured of code that was not committed");
    }
    return switch (differs(measurement.commit())) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("is stale: the code was changed since " + measurement.commit());
      default ->
          Optional.of("is of " + measurement.commit() + ", which this checkout does not know");
    };
  }

  private int differs(String commit) {
    List<String> git = new ArrayList<>(List.of("git", "diff", "--quiet", commit, "--"));
    git.addAll(CODE);
    try {
      return new ProcessBuilder(git)
          .directory(checkout.toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .onExit()
          .join()
          .exitValue();
    } catch (IOException e) {
      throw new IllegalStateException("git could not be started: " + e.getMessage(), e);
    }
  }
}
