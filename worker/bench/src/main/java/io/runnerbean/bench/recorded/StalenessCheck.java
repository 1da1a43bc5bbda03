package io.runnerbean.bench.recorded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks whether the code has changed since a figure was measured. */
public record StalenessCheck(Path checkout) {

  /** The code that the worker's speed depends on. */
  private static final List<String> CODE =
      List.of(
          "worker/engine/src/main",
          "worker/jobs/src/main",
          "worker/sqsd/src/main",
          "worker/cli/src/main",
          "worker/cli/src/assembly");

  /** Returns why the figure is stale; empty if it is not. */
  Optional<String> reason(RecordedResult measurement) {
    if (measurement.commit().endsWith("+")) {
      return Optional.of("was measured with uncommitted code");
    }
    return switch (diff(measurement.commit())) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of("is stale: the code has changed since " + measurement.commit());
      default ->
          Optional.of(
              "is of commit " + measurement.commit() + ", which this checkout does not have");
    };
  }

  private int diff(String commit) {
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
      throw new IllegalStateException("could not start git: " + e.getMessage(), e);
    }
  }
}
