package io.runnerbean.bench.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All recorded figures, in the order in which they were recorded. */
public record RecordedResults(List<RecordedResult> all) {

  /** Reads a file. If it does not exist, there are no figures. */
  public static RecordedResults in(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new RecordedResults(List.of());
    }
    try (Stream<String> lines = Files.lines(file)) {
      return new RecordedResults(lines.skip(1).map(RecordedResult::parse).toList());
    }
  }

  /** Returns the figure of this name that was recorded last. */
  public Optional<RecordedResult> newest(String benchmark, String name) {
    return all.stream().filter(result -> result.is(benchmark, name)).reduce((_, later) -> later);
  }
}
