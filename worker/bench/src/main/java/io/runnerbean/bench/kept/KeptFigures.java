package io.runnerbean.bench.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All figures that were written down, in their order. */
public record KeptFigures(List<KeptFigure> all) {

  /** Those of a file; none, if there is no file. */
  public static KeptFigures in(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new KeptFigures(List.of());
    }
    try (Stream<String> lines = Files.lines(file)) {
      return new KeptFigures(lines.skip(1).map(KeptFigure::parse).toList());
    }
  }

  /** The one that was written down last. */
  public Optional<KeptFigure> newest(String benchmark, String name) {
    return all.stream().filter(figure -> figure.is(benchmark, name)).reduce((_, later) -> later);
  }
}
