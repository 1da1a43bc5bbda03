package io.runnerbean.bench.recorded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All figures that were written down, in their order. */
public record RecordedResults(List<RecordedResult> all) {

  /** Those of a file; none, if there is no file. */
  public static RecordedResults in(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new RecordedResults(List.of());
    }
    try (Stream<String> lines = Files.lines(file)) {
      return new RecordedResults(lines.skip(1).map(RecordedResult::parse).toList());
    }
  }

  /** The one that was written down last. */
  public Optional<RecordedResult> newest(String benchmark, String name) {
    return all.stream()
        .filter(measurement -> measurement.is(benchmark, name))
        .reduce((_, later) -> later);
  }
}
